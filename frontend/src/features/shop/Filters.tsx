import { Checkbox, Group, NativeSelect, NavLink, Stack, Text, TextInput, Title } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { facetsQuery, type ShopSearch } from './api';

const REST_MS = 400;
const INDENT = 16;

type Props = { search: ShopSearch; onChange: (changes: Partial<ShopSearch>) => void };

/** Categories with their counts, what is there, prices, stars and the makers. */
export function Filters({ search, onChange }: Props) {
  const { t } = useTranslation('shop');
  const { data } = useQuery(facetsQuery(search));
  return (
    <Stack component="section" aria-label={t('filters')} gap="lg">
      <nav aria-label={t('categories')}>
        <Title order={2} size="h3" mb="xs">
          {t('categories')}
        </Title>
        <NavLink
          component="button"
          type="button"
          label={t('all')}
          active={!search.category}
          aria-current={search.category ? undefined : 'true'}
          onClick={() => onChange({ category: undefined })}
        />
        {data?.categories.map(({ id, name, language, slug, depth, count }) => (
          <NavLink
            key={id}
            component="button"
            type="button"
            label={<span lang={language}>{name}</span>}
            pl={12 + (depth - 1) * INDENT}
            active={search.category === slug}
            aria-current={search.category === slug ? 'true' : undefined}
            rightSection={
              <Text size="sm" c="dimmed" data-number>
                {count}
              </Text>
            }
            onClick={() => onChange({ category: search.category === slug ? undefined : slug })}
          />
        ))}
      </nav>
      <Checkbox
        label={t('in_stock')}
        checked={search.available ?? false}
        onChange={(event) => onChange({ available: event.currentTarget.checked || undefined })}
      />
      <Group grow gap="xs">
        <Price label={t('price_min')} value={search.min} onChange={(min) => onChange({ min })} />
        <Price label={t('price_max')} value={search.max} onChange={(max) => onChange({ max })} />
      </Group>
      <NativeSelect
        label={t('rating')}
        data={[
          { value: '', label: t('any') },
          ...[4, 3, 2].map((stars) => ({ value: String(stars), label: t('stars_up', { count: stars }) })),
        ]}
        value={String(search.rating ?? '')}
        onChange={(event) => onChange({ rating: Number(event.currentTarget.value) || undefined })}
      />
      <NativeSelect
        label={t('lab')}
        data={[
          { value: '', label: t('any') },
          ...(data?.labs ?? []).map(({ id, name, count }) => ({ value: id, label: `${name} (${count})` })),
        ]}
        value={search.lab ?? ''}
        onChange={(event) => onChange({ lab: event.currentTarget.value || undefined })}
      />
    </Stack>
  );
}

type PriceProps = { label: string; value: number | undefined; onChange: (price: number | undefined) => void };

/** Reaches the list once the typing rests; what is no price is left out. */
function Price({ label, value, onChange }: PriceProps) {
  const [text, setText] = useState(String(value ?? ''));
  const known = useRef(value);
  useEffect(() => {
    if (value === known.current) return; // what was typed here comes back by the URL: the typing goes on
    known.current = value;
    setText(String(value ?? ''));
  }, [value]);
  const send = useDebouncedCallback((typed: string) => {
    const price = Number(typed.replace(',', '.'));
    known.current = typed.trim() && price >= 0 ? price : undefined;
    onChange(known.current);
  }, REST_MS);
  return (
    <TextInput
      label={label}
      inputMode="decimal"
      autoComplete="off"
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value);
        send(event.currentTarget.value);
      }}
    />
  );
}
