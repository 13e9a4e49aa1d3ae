import { Alert, Button, CloseButton, Group, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CartCoupon } from '@/shared/api/gen/types.gen';
import { sentenceOf } from '@/shared/lib/errors';
import { useCoupon } from './api';

/** The code that makes the cart cheaper, and why it does not when it does not. */
export function Coupon({ coupon }: { coupon: CartCoupon | null }) {
  const { t } = useTranslation('cart');
  const [code, setCode] = useState('');
  const change = useCoupon();
  if (coupon)
    return (
      <Alert color={coupon.problem ? 'yellow' : 'strata'} variant="light" py="xs">
        <Group justify="space-between" wrap="nowrap">
          <span>{coupon.problem ? coupon.detail : t('coupon.on', { code: coupon.code })}</span>
          <CloseButton aria-label={t('coupon.remove', { code: coupon.code })} onClick={() => change.mutate(null)} />
        </Group>
      </Alert>
    );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (code.trim()) change.mutate(code.trim(), { onSuccess: () => setCode('') });
      }}
    >
      <Group align="flex-end" gap="xs" wrap="nowrap">
        <TextInput
          label={t('coupon.label')}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
          error={change.error ? sentenceOf(change.error) : undefined}
          maxLength={40}
          flex={1}
        />
        <Button type="submit" variant="default" loading={change.isPending}>
          {t('coupon.apply')}
        </Button>
      </Group>
    </form>
  );
}
