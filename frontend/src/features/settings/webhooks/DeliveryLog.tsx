import { Accordion, Button, Code, Group, Stack, Text } from '@mantine/core';
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Delivery, DeliveryAttempt, Endpoint } from '@/shared/api/gen/types.gen';
import { formatMoment } from '@/shared/lib/format';
import { Dialog } from '@/shared/ui/Dialog';
import { type Tone, ToneBadge } from '@/shared/ui/StatusBadge';
import { EmptyState, QueryView, SkeletonRows } from '@/shared/ui/states';
import { toastError } from '@/shared/ui/toast';
import { deliveryQuery, logQuery, webhookActs } from './api';

const TONES: Record<string, Tone> = { waiting: 'warning', delivered: 'success', failed: 'danger' };

/** What was sent there, and what came back. */
export function DeliveryLog({ endpoint, onClose }: { endpoint: Endpoint; onClose: () => void }) {
  const { t } = useTranslation('integrations');
  const query = useInfiniteQuery(logQuery(endpoint.id));
  return (
    <Dialog onClose={onClose} size="lg" title={t('log.title', { name: endpoint.description || new URL(endpoint.url).host })}>
      <QueryView
        query={query}
        skeleton={<SkeletonRows rows={4} />}
        isEmpty={({ pages }) => pages[0]?.results.length === 0}
        empty={<EmptyState title={t('log.empty')}>{t('log.empty_why')}</EmptyState>}
      >
        {({ pages }) => (
          <Stack>
            <Accordion variant="contained" order={3}>
              {pages
                .flatMap(({ results }) => results)
                .map((delivery) => (
                  <Entry key={delivery.id} delivery={delivery} endpoint={endpoint.id} />
                ))}
            </Accordion>
            {query.hasNextPage && (
              <Button variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                {t('log.more')}
              </Button>
            )}
          </Stack>
        )}
      </QueryView>
    </Dialog>
  );
}

function Entry({ delivery, endpoint }: { delivery: Delivery; endpoint: string }) {
  const { t, i18n } = useTranslation('integrations');
  const { id, type, state, created_at } = delivery;
  return (
    <Accordion.Item value={id}>
      <Accordion.Control>
        <Group justify="space-between" gap="xs" pr="xs">
          <Stack gap={0}>
            <Text size="sm" fw={500}>
              {t(`type.${type.replace('.', '_')}`)}
            </Text>
            <Text size="xs" c="dimmed">
              {formatMoment(created_at, i18n.language)}
            </Text>
          </Stack>
          <ToneBadge tone={TONES[state] ?? 'neutral'} size="md">
            {t(`log.state.${state}`)}
          </ToneBadge>
        </Group>
      </Accordion.Control>
      <Accordion.Panel>
        <Detail delivery={delivery} endpoint={endpoint} />
      </Accordion.Panel>
    </Accordion.Item>
  );
}

function Detail({ delivery, endpoint }: { delivery: Delivery; endpoint: string }) {
  const { t, i18n } = useTranslation('integrations');
  const queries = useQueryClient();
  const { id, state, tries, next_attempt_at } = delivery;
  const query = useQuery(deliveryQuery(id, state, tries));
  const resend = () => webhookActs.resend(id).then(() => queries.invalidateQueries({ queryKey: logQuery(endpoint).queryKey }), toastError);
  return (
    <QueryView query={query} skeleton={<SkeletonRows rows={2} />}>
      {({ attempts, body }) => (
        <Stack gap="sm">
          {attempts.map((attempt) => (
            <Attempt key={attempt.at} attempt={attempt} />
          ))}
          {state === 'waiting' && (
            <Text size="sm" c="dimmed">
              {t('log.next', { at: formatMoment(next_attempt_at, i18n.language) })}
            </Text>
          )}
          <div>
            <Text size="sm" fw={500}>
              {t('log.body')}
            </Text>
            <Code block style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
              {JSON.stringify(JSON.parse(body), null, 2)}
            </Code>
          </div>
          {delivery.allowed_actions.includes('resend') && (
            <Button variant="default" size="compact-sm" style={{ alignSelf: 'flex-start' }} onClick={() => void resend()}>
              {t('log.resend')}
            </Button>
          )}
        </Stack>
      )}
    </QueryView>
  );
}

function Attempt({ attempt }: { attempt: DeliveryAttempt }) {
  const { t, i18n } = useTranslation('integrations');
  const { at, status_code, error_code, milliseconds, answer } = attempt;
  return (
    <div>
      <Text size="sm">
        {formatMoment(at, i18n.language)}
        {' · '}
        {status_code ? t('log.answered', { status: status_code }) : t(`log.error.${error_code}`, { defaultValue: error_code })}
        {' · '}
        {t('log.took', { milliseconds })}
      </Text>
      {answer && (
        <Code block style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', maxHeight: 120 }} tabIndex={0}>
          {answer}
        </Code>
      )}
    </div>
  );
}
