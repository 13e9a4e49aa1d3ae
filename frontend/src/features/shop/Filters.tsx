import { Group, NavLink, NumberInput, Select, Stack, Text, Title } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { facetsQuery, type ShopSearch } from './api';

const REST_MS = 400;
const INDENT = 16;

type Props = { search: ShopSearch; onChange: (changes: Partial<ShopSearch>) => void };

/** Categories with their counts, the makers, prices and stars. */
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
        {data?.categories.map(({ id, name, slug, depth, count }) => (
          <NavLink
            key={id}
            component="button"
            type="button"
            label={name}
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
      <Prices search={search} onChange={onChange} />
      <Select
        label={t('rating')}
        data={[4, 3, 2].map((stars) => ({ value: String(stars), label: t('stars_up', { count: stars }) }))}
        value={search.rating ? String(search.rating) : null}
        placeholder={t('any')}
        clearable
        onChange={(stars) => onChange({ rating: stars ? Number(stars) : undefined })}
      />
      <Select
        label={t('lab')}
        data={(data?.labs ?? []).map(({ id, name, count }) => ({ value: id, label: `${name} (${count})` }))}
        value={search.lab ?? null}
        placeholder={t('any')}
        clearable
        onChange={(lab) => onChange({ lab: lab ?? undefined })}
      />
    </Stack>
  );
}

function Prices({ search, onChange }: Props) {
  const { t } = useTranslation('shop');
  const send = useDebouncedCallback(onChange, REST_MS);
  const asked = (value: string | number) => (value === '' ? undefined : Number(value));
  return (
    <Group grow align="flex-end" gap="xs">
      <NumberInput
        label={t('price_min')}
        min={0}
        hideControls
        defaultValue={search.min}
        onChange={(value) => send({ min: asked(value) })}
      />
      <NumberInput
        label={t('price_max')}
        min={0}
        hideControls
        defaultValue={search.max}
        onChange={(value) => send({ max: asked(value) })}
      />
    </Group>
  );
}
