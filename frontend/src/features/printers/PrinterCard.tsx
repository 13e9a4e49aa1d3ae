import { ActionIcon, Card, ColorSwatch, Group, Menu, Stack, Text, Title } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Printer } from '@/shared/api/gen/types.gen';
import { formatDuration, formatMass, formatSize } from '@/shared/lib/format';
import { useTopic } from '@/shared/realtime';
import { LayerProgress } from '@/shared/ui/LayerProgress';
import { StatusBadge } from '@/shared/ui/StatusBadge';
import { toast, toastError } from '@/shared/ui/toast';
import { REASONED, type ReasonedAct, restorePrinter } from './api';

type Props = { printer: Printer; onEdit: () => void; onSpool: () => void; onAct: (act: ReasonedAct) => void };

/** One machine: what it does now, what is loaded, how long its queue is. */
export function PrinterCard({ printer, onEdit, onSpool, onAct }: Props) {
  const { t, i18n } = useTranslation('printers');
  const run = printer.live_run;
  const [heard, setHeard] = useState<{ run: string; percent: number }>();
  useTopic(
    run ? `printer:${printer.id}` : undefined,
    ({ type, data }) => type === 'run.progress' && setHeard({ run: String(data.run), percent: Number(data.percent) }),
  );
  const percent = run && heard?.run === run.id ? Math.max(heard.percent, run.progress_percent ?? 0) : (run?.progress_percent ?? 0);
  const spool = printer.loaded_spool;
  return (
    <Card component="article" aria-label={printer.name}>
      <Group justify="space-between" wrap="nowrap" align="flex-start" gap="xs">
        <Stack gap={4} miw={0}>
          <Title order={2} fz="md" lh="24px">
            {printer.name}
          </Title>
          <StatusBadge kind="printer" status={printer.status ?? 'idle'} size="md" />
        </Stack>
        <Acts printer={printer} onEdit={onEdit} onSpool={onSpool} onAct={onAct} />
      </Group>
      <Text size="sm" c="dimmed" mt="xs">
        {[
          printer.model,
          t(`technology.${printer.technology ?? 'fdm'}`),
          formatSize([printer.build_x_mm, printer.build_y_mm, printer.build_z_mm], i18n.language),
        ]
          .filter(Boolean)
          .join(' · ')}
      </Text>
      <Group gap="xs" mt="xs" wrap="nowrap">
        {spool && <ColorSwatch color={spool.color_hex} size={16} withShadow={false} />}
        <Text size="sm" c={spool ? undefined : 'dimmed'} truncate>
          {spool
            ? `${spool.material.name} ${spool.color_name} · ${t('left', { mass: formatMass(spool.remaining_mg, i18n.language) })}`
            : t('no_spool')}
        </Text>
      </Group>
      {run && (
        <Stack gap={4} mt="xs">
          <Text size="sm" truncate>
            {run.label}
          </Text>
          <LayerProgress percent={percent} label={t('progress', { printer: printer.name })} isLive={printer.status !== 'paused'} />
        </Stack>
      )}
      {printer.queue_minutes ? (
        <Text size="sm" c="dimmed" mt="xs">
          {t('busy_for', { time: formatDuration(printer.queue_minutes * 60, i18n.language) })}
        </Text>
      ) : null}
    </Card>
  );
}

function Acts({ printer, onEdit, onSpool, onAct }: Props) {
  const { t } = useTranslation('printers');
  const queries = useQueryClient();
  const restore = useMutation({
    mutationFn: () => restorePrinter(printer.id),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ['printers'] });
      toast(t('done.restore', { printer: printer.name }), `printer-${printer.id}`);
    },
    onError: (error) => toastError(error, `printer-${printer.id}`),
  });
  const may = (act: string) => printer.allowed_actions.includes(act);
  const reasoned = REASONED.filter(may);
  if (!reasoned.length && !may('partial_update') && !may('load_spool') && !may('restore')) return null;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon color="gray" aria-label={t('menu', { printer: printer.name })}>
          <IconDots size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {may('load_spool') && <Menu.Item onClick={onSpool}>{t('act.load_spool')}</Menu.Item>}
        {may('partial_update') && <Menu.Item onClick={onEdit}>{t('act.edit')}</Menu.Item>}
        {may('restore') && <Menu.Item onClick={() => restore.mutate()}>{t('act.restore')}</Menu.Item>}
        {reasoned.map((act) => (
          <Menu.Item key={act} onClick={() => onAct(act)}>
            {t(`act.${act}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
