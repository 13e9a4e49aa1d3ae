import { ActionIcon, ColorSwatch, Group, Menu, Progress, Stack, Text, useMatches } from '@mantine/core';
import { IconAlertTriangle, IconArchive, IconArchiveOff, IconDots, IconPencil, IconScale } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Spool } from '@/shared/api/gen/types.gen';
import { formatMass } from '@/shared/lib/format';
import type { Column } from '@/shared/ui/DataTable';
import { ToneBadge } from '@/shared/ui/StatusBadge';
import { When } from '@/shared/ui/When';

type RowAct = 'count' | 'edit' | 'archive' | 'restore';
const ITEMS = [
  { act: 'count', needs: 'count', icon: IconScale },
  { act: 'edit', needs: 'partial_update', icon: IconPencil },
  { act: 'restore', needs: 'restore', icon: IconArchiveOff },
  { act: 'archive', needs: 'archive', icon: IconArchive },
] as const;

/** What fits beside the menu; the rest is in the spool's own line. */
const ON_PHONE = new Set(['color', 'left', 'actions']);

export function useSpoolColumns(onAct: (spool: Spool, act: RowAct) => void): Column<Spool>[] {
  const { t } = useTranslation('stock');
  const isPhone = useMatches({ base: true, sm: false });
  const columns: Column<Spool>[] = [
    { key: 'color', title: t('color'), sort: 'color_name', render: (spool) => <Color spool={spool} withMaterial={isPhone} /> },
    { key: 'material', title: t('material'), sort: 'material__name', render: ({ material }) => material.name },
    { key: 'left', title: t('left'), sort: 'remaining_mg', width: isPhone ? undefined : 240, render: (spool) => <Left spool={spool} /> },
    { key: 'added', title: t('added'), sort: 'created_at', render: ({ created_at }) => <When at={created_at} /> },
    {
      key: 'actions',
      title: t('common:action.more'),
      hidesTitle: true,
      align: 'end',
      width: 60,
      render: (spool) => <SpoolMenu spool={spool} onAct={(act) => onAct(spool, act)} />,
    },
  ];
  return isPhone ? columns.filter(({ key }) => ON_PHONE.has(key)) : columns;
}

function Color({ spool, withMaterial }: { spool: Spool; withMaterial: boolean }) {
  const facts = [withMaterial && spool.material.name, spool.label].filter(Boolean).join(' · ');
  return (
    <Group gap="xs" wrap="nowrap">
      <ColorSwatch color={spool.color_hex} size={24} aria-hidden />
      <Stack gap={0}>
        <Text fw={500}>{spool.color_name}</Text>
        {facts && (
          <Text size="xs" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
            {facts}
          </Text>
        )}
      </Stack>
    </Group>
  );
}

function Left({ spool }: { spool: Spool }) {
  const { t, i18n } = useTranslation('stock');
  const grams = (mg: number) => formatMass(mg, i18n.language);
  return (
    <Stack gap={4} miw={104}>
      <Group justify="space-between" gap={4}>
        <Text size="sm" data-number>
          {t('left_of', { left: grams(spool.remaining_mg), full: grams(spool.initial_mg) })}
        </Text>
        {spool.is_low && (
          <ToneBadge tone="warning" size="md" icon={<IconAlertTriangle size={14} aria-hidden />}>
            {t('low')}
          </ToneBadge>
        )}
      </Group>
      <Progress
        value={Math.min(100, (100 * spool.remaining_mg) / spool.initial_mg)}
        color={spool.is_low ? 'var(--tone-warning-text)' : 'strata.5'}
        size="sm"
        aria-hidden
      />
    </Stack>
  );
}

function SpoolMenu({ spool, onAct }: { spool: Spool; onAct: (act: RowAct) => void }) {
  const { t } = useTranslation('stock');
  const items = ITEMS.filter(({ needs }) => spool.allowed_actions.includes(needs));
  if (items.length === 0) return null;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" c="dimmed" size="lg" aria-label={t('actions', { name: spool.label || spool.color_name })}>
          <IconDots size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {items.map(({ act, icon: Icon }) => (
          <Menu.Item key={act} leftSection={<Icon size={16} aria-hidden />} onClick={() => onAct(act)}>
            {t(`spool.act.${act}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
