import { Radio, Stack, Switch } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Lab, PaymentPolicyEnum } from '@/shared/api/gen/types.gen';
import { SaveBar } from './SaveBar';
import { useSave } from './useSave';

const POLICIES: PaymentPolicyEnum[] = ['at_pickup', 'free', 'prepay'];

/** How the lab is paid, and whether it looks at jobs before it takes them. */
export function PolicyForm({ lab }: { lab: Lab }) {
  const { t } = useTranslation('labs');
  const [payment, setPayment] = useState<PaymentPolicyEnum>(lab.payment_policy ?? 'at_pickup');
  const [isAuto, setAuto] = useState(lab.auto_accept ?? false);
  const save = useSave(lab, ({ payment_policy, auto_accept }) => [payment_policy, auto_accept]);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate({ payment_policy: payment, auto_accept: isAuto });
      }}
    >
      <Stack>
        <Radio.Group label={t('policy.payment')} value={payment} onChange={(value) => setPayment(value as PaymentPolicyEnum)}>
          <Stack gap="xs" mt="xs">
            {POLICIES.map((one) => (
              <Radio key={one} value={one} label={t(`payment.${one}`)} />
            ))}
          </Stack>
        </Radio.Group>
        <Switch
          label={t('policy.auto')}
          description={t('policy.auto_help')}
          checked={isAuto}
          onChange={(event) => setAuto(event.currentTarget.checked)}
        />
        <SaveBar
          edit={save}
          onTake={(theirs) => {
            setPayment(theirs.payment_policy ?? 'at_pickup');
            setAuto(theirs.auto_accept ?? false);
          }}
        />
      </Stack>
    </form>
  );
}
