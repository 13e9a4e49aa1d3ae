import { ActionIcon, Group, TextInput } from '@mantine/core';
import { IconMinus, IconPlus } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';

type Props = { label: string; value: number; onChange: (quantity: number) => void; max: number; disabled?: boolean };

/** How many pieces: typed, or one more and one less. Only whole numbers from 1 to `max` reach `onChange`. */
export function QuantityInput({ label, value, onChange, max, disabled }: Props) {
  const { t } = useTranslation();
  const [text, setText] = useState(String(value));
  useEffect(() => setText(String(value)), [value]);
  const within = (quantity: number) => Math.min(Math.max(Math.trunc(quantity) || 1, 1), max);
  const take = (typed: string) => {
    setText(typed);
    const quantity = Number(typed);
    if (quantity === within(quantity) && quantity !== value) onChange(quantity);
  };
  const settle = () => {
    const quantity = within(Number(text));
    setText(String(quantity));
    if (quantity !== value) onChange(quantity);
  };
  const step = (by: 1 | -1) => take(String(within(value + by)));
  return (
    <Group gap={4} wrap="nowrap" role="group" aria-label={label}>
      <ActionIcon variant="default" size={36} aria-label={t('quantity.less')} disabled={disabled || value <= 1} onClick={() => step(-1)}>
        <IconMinus size={16} aria-hidden />
      </ActionIcon>
      <TextInput
        aria-label={label}
        inputMode="numeric"
        autoComplete="off"
        value={text}
        disabled={disabled}
        onChange={(event) => take(event.currentTarget.value)}
        onBlur={settle}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
          event.preventDefault();
          step(event.key === 'ArrowUp' ? 1 : -1);
        }}
        w={56}
        size="sm"
        styles={{ input: { textAlign: 'center', fontVariantNumeric: 'tabular-nums', paddingInline: 4 } }}
      />
      <ActionIcon variant="default" size={36} aria-label={t('quantity.more')} disabled={disabled || value >= max} onClick={() => step(1)}>
        <IconPlus size={16} aria-hidden />
      </ActionIcon>
    </Group>
  );
}
