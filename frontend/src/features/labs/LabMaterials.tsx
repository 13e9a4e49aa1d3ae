import { Card, ColorSwatch, Group, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Lab } from '@/shared/api/gen/types.gen';
import { formatMoney } from '@/shared/lib/format';
import { QueryView, SkeletonRows } from '@/shared/ui/states';
import { colorsQuery, pricesQuery } from './api';
import classes from './Labs.module.css';

/** What a lab prints with, and what it asks for it. */
export function LabMaterials({ lab }: { lab: Lab }) {
  const { t, i18n } = useTranslation('labs');
  const query = useQuery(pricesQuery(lab.id));
  const colors = useQuery(colorsQuery(lab.id)).data ?? [];
  return (
    <Card component="section" aria-label={t('materials.title')}>
      <Title order={2} mb="sm">
        {t('materials.title')}
      </Title>
      <QueryView
        query={query}
        skeleton={<SkeletonRows rows={3} height={32} />}
        isEmpty={(prices) => prices.length === 0}
        empty={<Text c="dimmed">{t('materials.empty')}</Text>}
      >
        {(prices) => (
          <Stack gap="sm" component="ul" className={classes.list}>
            {prices.map(({ id, material, amount_per_kg }) => (
              <li key={id}>
                <Group justify="space-between" gap="xs">
                  <Group gap="xs">
                    <Text fw={500}>{material.name}</Text>
                    <Text size="sm" c="dimmed">
                      {t(`technology.${material.technology ?? 'fdm'}`)}
                    </Text>
                  </Group>
                  <Text size="sm" c="dimmed" data-number>
                    {t('materials.per_kg', {
                      price: formatMoney({ amount: amount_per_kg, currency: lab.currency ?? 'EUR' }, i18n.language),
                    })}
                  </Text>
                </Group>
                <Group
                  component="ul"
                  gap={6}
                  mt={4}
                  className={classes.list}
                  aria-label={t('materials.colors', { material: material.name })}
                >
                  {colors
                    .filter((color) => color.material === material.id)
                    .map((color) => (
                      <Group component="li" key={color.color_hex} gap={4} wrap="nowrap">
                        <ColorSwatch color={color.color_hex} size={14} aria-hidden />
                        <Text size="xs" c="dimmed">
                          {color.color_name}
                        </Text>
                      </Group>
                    ))}
                </Group>
              </li>
            ))}
          </Stack>
        )}
      </QueryView>
    </Card>
  );
}
