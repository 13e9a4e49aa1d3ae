import { ActionIcon, Group, Stack, Switch, Text } from '@mantine/core';
import { IconPencil, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Material } from '@/shared/api/gen/types.gen';
import { formatNumber } from '@/shared/lib/format';
import type { Column } from '@/shared/ui/DataTable';

type Acts = {
  onEdit: (material: Material) => void;
  onRemove: (material: Material) => void;
  onToggle: (material: Material, isActive: boolean) => Promise<unknown>;
};

export function useMaterialColumns({ onEdit, onRemove, onToggle }: Acts): Column<Material>[] {
  const { t, i18n } = useTranslation('materials');
  return [
    { key: 'name', title: t('name'), sort: 'name', render: (material) => <Name material={material} /> },
    { key: 'technology', title: t('technology'), sort: 'technology', render: ({ technology }) => technology?.toUpperCase() },
    {
      key: 'density',
      title: t('density'),
      sort: 'density_g_cm3',
      align: 'end',
      phone: 'labelled',
      render: ({ density_g_cm3 }) => (
        <Text span inherit style={{ whiteSpace: 'nowrap' }}>
          {formatNumber(density_g_cm3, 3, i18n.language)} g/cm³
        </Text>
      ),
    },
    {
      key: 'active',
      title: t('active'),
      width: 90,
      phone: 'labelled',
      render: (material) => (
        <Switch
          aria-label={t('switch', { name: material.name })}
          checked={material.is_active ?? false}
          disabled={!material.allowed_actions.includes('partial_update')}
          onChange={(event) => void onToggle(material, event.currentTarget.checked)}
        />
      ),
    },
    {
      key: 'actions',
      title: t('common:action.more'),
      hidesTitle: true,
      align: 'end',
      width: 100,
      phone: 'end',
      render: (material) => <Actions material={material} onEdit={() => onEdit(material)} onRemove={() => onRemove(material)} />,
    },
  ];
}

function Name({ material }: { material: Material }) {
  return (
    <Stack gap={0} maw={420}>
      <Text fw={500}>
        {material.name}{' '}
        <Text span size="sm" fw={400} c="dimmed">
          {material.code}
        </Text>
      </Text>
      {material.description && (
        <Text size="xs" c="dimmed" lineClamp={2}>
          {material.description}
        </Text>
      )}
    </Stack>
  );
}

function Actions({ material, onEdit, onRemove }: { material: Material; onEdit: () => void; onRemove: () => void }) {
  const { t } = useTranslation('materials');
  const may = (action: string) => material.allowed_actions.includes(action);
  const { name } = material;
  return (
    <Group gap={4} justify="flex-end" wrap="nowrap">
      {may('partial_update') && (
        <ActionIcon variant="subtle" color="gray" c="dimmed" size="lg" aria-label={t('edit', { name })} onClick={onEdit}>
          <IconPencil size={16} aria-hidden />
        </ActionIcon>
      )}
      {may('destroy') && (
        <ActionIcon variant="subtle" color="gray" c="dimmed" size="lg" aria-label={t('ask_delete', { name })} onClick={onRemove}>
          <IconTrash size={16} aria-hidden />
        </ActionIcon>
      )}
    </Group>
  );
}
