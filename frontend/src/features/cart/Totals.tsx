import { Divider, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Money as Amount } from '@/shared/api/gen/types.gen';
import { formatNumber } from '@/shared/lib/format';
import { Money } from '@/shared/ui/Money';

type Sums = {
  goods: Amount;
  discount: Amount;
  shipping: Amount;
  total: Amount;
  taxes: readonly { basis_points: number; tax: Amount }[];
};

/** How the total comes about; the tax is contained in it. `isSent`: the shipping is known. */
export function Totals({ sums, isSent = false }: { sums: Sums; isSent?: boolean }) {
  const { t, i18n } = useTranslation('cart');
  const { goods, discount, shipping, total, taxes } = sums;
  return (
    <Stack gap={6}>
      <Stack gap={6} component="dl" m={0}>
        <Row label={t('sum.goods')} value={goods} />
        {discount.amount > 0 && <Row label={t('sum.discount')} value={{ ...discount, amount: -discount.amount }} />}
        {isSent && <Row label={t('sum.shipping')} value={shipping} />}
      </Stack>
      <Divider />
      <Stack gap={6} component="dl" m={0}>
        <Group justify="space-between" wrap="nowrap">
          <Text component="dt" fw={600}>
            {t('sum.total')}
          </Text>
          <Text component="dd" m={0} fw={600} fz={18} aria-live="polite">
            <Money value={total} />
          </Text>
        </Group>
        {taxes.map(({ basis_points, tax }) => (
          <Row key={basis_points} isSmall label={t('sum.tax', { rate: formatNumber(basis_points / 100, 2, i18n.language) })} value={tax} />
        ))}
      </Stack>
      {!isSent && (
        <Text size="xs" c="dimmed">
          {t('sum.shipping_later')}
        </Text>
      )}
    </Stack>
  );
}

function Row({ label, value, isSmall = false }: { label: string; value: Amount; isSmall?: boolean }) {
  return (
    <Group justify="space-between" wrap="nowrap">
      <Text component="dt" size={isSmall ? 'xs' : 'sm'} c="dimmed">
        {label}
      </Text>
      <Text component="dd" m={0} size={isSmall ? 'xs' : 'sm'} c={isSmall ? 'dimmed' : undefined}>
        <Money value={value} />
      </Text>
    </Group>
  );
}
