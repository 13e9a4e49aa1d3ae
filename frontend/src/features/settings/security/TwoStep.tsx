import { Alert, Button, Group, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { NewAuthenticator } from '@/shared/api/gen/types.gen';
import { formatDay } from '@/shared/lib/format';
import { confirm } from '@/shared/ui/confirm';
import { onDemand } from '@/shared/ui/onDemand';
import { ToneBadge } from '@/shared/ui/StatusBadge';
import { QueryView, SkeletonRows } from '@/shared/ui/states';
import { toast, toastError } from '@/shared/ui/toast';
import { twoStep, twoStepQuery } from './api';
import { Section } from './Section';

const TwoStepWizard = onDemand(() => import('./TwoStepWizard').then((file) => file.TwoStepWizard));
const RecoveryCodes = onDemand(() => import('./RecoveryCodes').then((file) => file.RecoveryCodesDialog));
const FEW = 3;

/** A code of an app on top of the password. */
export function TwoStep({ prove }: { prove: () => Promise<string | undefined> }) {
  const { t, i18n } = useTranslation('security');
  const queries = useQueryClient();
  const query = useQuery(twoStepQuery);
  const [app, setApp] = useState<NewAuthenticator>();
  const [codes, setCodes] = useState<string[]>();
  const refresh = () => queries.invalidateQueries({ queryKey: twoStepQuery.queryKey });
  const proven = async (act: (proof: string) => Promise<void>) => {
    const proof = await prove();
    if (proof) await act(proof).catch((error) => toastError(error, 'two-step'));
  };
  const turnOff = () =>
    confirm({
      title: t('two_step.off_ask'),
      body: t('two_step.off_why'),
      verb: t('two_step.turn_off'),
      onConfirm: () =>
        proven(async (proof) => {
          await twoStep.turnOff(proof);
          await refresh();
          toast(t('two_step.off_done'), 'two-step');
        }),
    });
  const badge = query.data && (
    <ToneBadge tone={query.data.is_on ? 'success' : 'neutral'} size="md">
      {t(query.data.is_on ? 'two_step.on' : 'two_step.off')}
    </ToneBadge>
  );
  return (
    <Section title={t('two_step.title')} lead={t('two_step.lead')} badge={badge}>
      <QueryView query={query} skeleton={<SkeletonRows rows={1} height={36} />}>
        {({ is_on, since, recovery_codes_left }) =>
          is_on ? (
            <>
              <Text>
                {t('two_step.since', { date: formatDay(since ?? '', i18n.language) })}{' '}
                {t('two_step.codes_left', { count: recovery_codes_left })}
              </Text>
              {recovery_codes_left < FEW && (
                <Alert color="yellow" variant="outline" role="note">
                  {t('two_step.few_codes')}
                </Alert>
              )}
              <Group>
                <Button variant="default" onClick={() => proven(async (proof) => setCodes(await twoStep.newCodes(proof)))}>
                  {t('two_step.new_codes')}
                </Button>
                <Button variant="subtle" color="red.8" c="var(--mantine-color-error)" onClick={turnOff}>
                  {t('two_step.turn_off')}
                </Button>
              </Group>
            </>
          ) : (
            <Group>
              <Button onClick={() => proven(async (proof) => setApp(await twoStep.begin(proof)))}>{t('two_step.turn_on')}</Button>
            </Group>
          )
        }
      </QueryView>
      {app && (
        <TwoStepWizard
          app={app}
          onClose={() => {
            setApp(undefined);
            void refresh();
          }}
        />
      )}
      {codes && (
        <RecoveryCodes
          codes={codes}
          onClose={() => {
            setCodes(undefined);
            void refresh();
          }}
        />
      )}
    </Section>
  );
}
