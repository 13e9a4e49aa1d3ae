import { Group, Radio, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ShippingOption } from '@/shared/api/gen/types.gen';
import { formatMoney } from '@/shared/lib/format';
import { Money } from '@/shared/ui/Money';

type Props = { options: ShippingOption[]; chosen: ShippingOption | undefined; onChoose: (id: string) => void };

/** How it gets there and what that costs; what does not go there says so. */
export function ShippingChoice({ options, chosen, onChoose }: Props) {
  const { t, i18n } = useTranslation('cart');
  const about = ({ kind, days, free_from, problem }: ShippingOption) => {
    if (problem) return t(i18n.exists(`cart:shipping.problem.${problem}`) ? `shipping.problem.${problem}` : 'shipping.problem.other');
    const speed = kind === 'pickup' ? t('shipping.pickup') : t('shipping.days', { count: days });
    return free_from ? `${speed} · ${t('shipping.free_from', { amount: formatMoney(free_from, i18n.language) })}` : speed;
  };
  return (
    <Radio.Group value={chosen?.id ?? null} onChange={onChoose} aria-label={t('checkout.shipping')}>
      <Stack gap="sm">
        {options.map((option) => (
          <Group key={option.id} justify="space-between" wrap="nowrap" align="flex-start">
            <Radio value={option.id} disabled={Boolean(option.problem)} label={option.name} description={about(option)} />
            <Text fw={500} c={option.problem ? 'dimmed' : undefined}>
              {option.price && (option.price.amount === 0 ? t('shipping.free') : <Money value={option.price} />)}
            </Text>
          </Group>
        ))}
      </Stack>
    </Radio.Group>
  );
}
