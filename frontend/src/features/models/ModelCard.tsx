import { ActionIcon, Card, Group, Menu, Stack, Text, UnstyledButton } from '@mantine/core';
import { IconArchive, IconArchiveOff, IconDots, IconInfoCircle, IconPencil, IconRuler2, IconTool } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Model3dList } from '@/shared/api/gen/types.gen';
import { formatNumber, formatSize } from '@/shared/lib/format';
import { ButtonLink } from '@/shared/ui/links';
import { StatusBadge } from '@/shared/ui/StatusBadge';
import { When } from '@/shared/ui/When';
import classes from './Models.module.css';
import { refusalText } from './words';

type Props = { model: Model3dList; onAct: (name: string) => void };

/** A model at a glance, and what may be done with it. */
export function ModelCard({ model, onAct }: Props) {
  const { t, i18n } = useTranslation(['models', 'quote']);
  const isPrintable = model.status === 'ready' && !model.is_archived;
  return (
    <Card padding="sm" className={classes.card}>
      <UnstyledButton className={classes.picture} onClick={() => onAct('facts')} aria-label={t('facts_of', { name: model.name })}>
        <img src={model.thumbnail_url ?? '/logo.svg'} alt="" loading="lazy" style={{ opacity: model.thumbnail_url ? 1 : 0.2 }} />
      </UnstyledButton>
      <Stack gap={4} flex={1} miw={0}>
        <Group justify="space-between" wrap="nowrap" gap="xs">
          <Text fw={500} truncate title={model.name}>
            {model.name}
          </Text>
          <ModelMenu model={model} onAct={onAct} />
        </Group>
        <Text size="sm" c="dimmed" data-number>
          {model.size_mm ? formatSize(model.size_mm, i18n.language) : model.filename}
        </Text>
        <Text size="sm" c="dimmed" data-number>
          {model.triangles !== null && (
            <>{t('triangles', { count: model.triangles, shown: formatNumber(model.triangles, 0, i18n.language) })} · </>
          )}
          <When at={model.created_at} />
        </Text>
        {model.status === 'refused' && <Text size="sm">{refusalText(model, t)}</Text>}
        <Group justify="space-between" mt="auto" pt="xs" mih={44}>
          <StatusBadge kind="model" status={model.status} size="md" />
          {isPrintable && (
            <ButtonLink to="/print" search={{ model: model.id } as never} variant="default" size="compact-sm">
              {t('print')}
            </ButtonLink>
          )}
        </Group>
      </Stack>
    </Card>
  );
}

const ITEMS = [
  { act: 'rename', needs: 'partial_update', icon: IconPencil },
  { act: 'repair', needs: 'repair', icon: IconTool },
  { act: 'rescale', needs: 'rescale', icon: IconRuler2 },
  { act: 'restore', needs: 'restore', icon: IconArchiveOff },
  { act: 'archive', needs: 'archive', icon: IconArchive },
];

function ModelMenu({ model, onAct }: Props) {
  const { t } = useTranslation('models');
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" c="dimmed" aria-label={t('actions', { name: model.name })}>
          <IconDots size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconInfoCircle size={16} aria-hidden />} onClick={() => onAct('facts')}>
          {t('act.facts')}
        </Menu.Item>
        {ITEMS.filter(({ needs }) => model.allowed_actions.includes(needs)).map(({ act, icon: Icon }) => (
          <Menu.Item key={act} leftSection={<Icon size={16} aria-hidden />} onClick={() => onAct(act)}>
            {t(`act.${act}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
