import { Chip, Group, Input } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Variant } from '@/shared/api/gen/types.gen';

type Props = { variants: readonly Variant[]; chosen: string | undefined; onChoose: (id: string) => void };

/** The forms of a product to choose from; a single one is no choice. What is sold out can be looked at. */
export function Variants({ variants, chosen, onChoose }: Props) {
  const { t } = useTranslation('shop');
  if (variants.length < 2) return null;
  const label = Object.keys(variants[0]?.options ?? {}).join(', ') || t('variant');
  return (
    <Input.Wrapper label={label} labelElement="div">
      <Chip.Group value={chosen ?? null} onChange={(id) => onChoose(id as string)}>
        <Group gap="xs" role="radiogroup" aria-label={label} mt={4}>
          {variants.map(({ id, title, sku, available }) => (
            <Chip key={id} value={id} variant="outline">
              {title || sku}
              {available === 0 && ` · ${t('sold_out')}`}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
    </Input.Wrapper>
  );
}
