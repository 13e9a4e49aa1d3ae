import { Chip, Group, Input } from '@mantine/core';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import type { Said, Variant } from '@/shared/api/gen/types.gen';

type Props = { variants: readonly Variant[]; chosen: string | undefined; onChoose: (id: string) => void };

/** The forms of a product to choose from; a single one is no choice. What is sold out can be looked at. */
export function Variants({ variants, chosen, onChoose }: Props) {
  const { t } = useTranslation('shop');
  if (variants.length < 2) return null;
  const names = variants[0]?.said.map(({ name }) => name) ?? [];
  const label = names.map(({ text }) => text).join(', ') || t('variant');
  return (
    <Input.Wrapper label={names.length ? <Words words={names} /> : label} labelElement="div">
      <Chip.Group value={chosen ?? null} onChange={(id) => onChoose(id as string)}>
        <Group gap="xs" role="radiogroup" aria-label={label} mt={4}>
          {variants.map(({ id, said, sku, available }) => (
            <Chip key={id} value={id} variant="outline">
              {said.length ? <Words words={said.map(({ value }) => value)} /> : sku}
              {available === 0 && ` · ${t('sold_out')}`}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
    </Input.Wrapper>
  );
}

/** Each in its own language: where one is not translated, it is read as it was written. */
function Words({ words }: { words: readonly Said[] }) {
  return words.map(({ text, language }, at) => (
    <Fragment key={at}>
      {at > 0 && ', '}
      <span lang={language}>{text}</span>
    </Fragment>
  ));
}
