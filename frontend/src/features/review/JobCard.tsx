import { ActionIcon, Card, ColorSwatch, Group, Image, Menu, Text } from '@mantine/core';
import { IconArrowRight, IconDots, IconMessageQuestion } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PrintJobList } from '@/shared/api/gen/types.gen';
import { isPast } from '@/shared/lib/days';
import { formatDay } from '@/shared/lib/format';
import { nameOf } from '@/shared/lib/people';
import { useTopic } from '@/shared/realtime';
import { LayerProgress } from '@/shared/ui/LayerProgress';
import { Money } from '@/shared/ui/Money';
import { ToneBadge } from '@/shared/ui/StatusBadge';
import { type ColumnStatus, targetsOf } from './moves';

type Props = { job: PrintJobList; onMove: (to: ColumnStatus) => void; onAct: (act: string) => void };

const MENU_ACTS = ['assign', 'ask', 'reject', 'progress', 'pause', 'fail', 'reassign'];

/** One job on the board: what it is, for whom, until when, how far. */
export function JobCard({ job, onMove, onAct }: Props) {
  const { t, i18n } = useTranslation('review');
  const [heard, setHeard] = useState(0);
  const isPrinting = job.status === 'processing';
  useTopic(
    isPrinting ? `print-job:${job.id}` : undefined,
    ({ type, data }) => type === 'print_job.progress' && setHeard(Number(data.percent)),
  );
  const due = job.needed_by ?? job.ready_at;
  const isLate = due !== null && job.status !== 'completed' && isPast(due);
  const targets = targetsOf(job);
  const acts = MENU_ACTS.filter((act) => job.allowed_actions.includes(act));

  return (
    <Card padding="sm">
      <Group wrap="nowrap" align="flex-start" gap="xs">
        <Image src={job.model.thumbnail_url} alt="" w={40} h={40} fit="contain" radius="md" fallbackSrc="/logo.svg" />
        <Text component={Link} to={`/jobs/${job.id}`} flex={1} miw={0} fw={500} c="inherit" lineClamp={2} td="none">
          {job.model.name}
        </Text>
        {(targets.length > 0 || acts.length > 0) && (
          <Menu position="bottom-end">
            <Menu.Target>
              <ActionIcon
                aria-label={t('card.menu', { number: job.number })}
                color="gray"
                onPointerDown={(event) => event.stopPropagation()}
              >
                <IconDots size={16} aria-hidden />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              {targets.length > 0 && <Menu.Label>{t('card.move')}</Menu.Label>}
              {targets.map((to) => (
                <Menu.Item key={to} leftSection={<IconArrowRight size={16} aria-hidden />} onClick={() => onMove(to)}>
                  {t(`common:status.job.${to}`)}
                </Menu.Item>
              ))}
              {acts.length > 0 && <Menu.Divider />}
              {acts.map((act) => (
                <Menu.Item key={act} onClick={() => onAct(act)}>
                  {t(`jobs:act.${act}`)}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        )}
      </Group>
      <Text size="xs" c="dimmed" truncate>
        {job.number} · {nameOf(job.customer.name)}
      </Text>
      <Group gap="4px 8px" mt={4}>
        {job.color_hex && <ColorSwatch color={job.color_hex} size={12} withShadow={false} />}
        <Text size="sm">
          {job.quantity} × {job.material.name}
        </Text>
        <Text size="sm" c="dimmed">
          <Money value={job.price} />
        </Text>
        {job.printer && (
          <Text size="sm" c="dimmed">
            {job.printer.name}
          </Text>
        )}
      </Group>
      {isPrinting && job.live && (
        <LayerProgress percent={Math.max(heard, job.live.progress_percent)} label={job.number} isLive={job.live.status !== 'paused'} />
      )}
      <Group gap={4} mt={4}>
        {due && job.status !== 'completed' && (
          <ToneBadge tone={isLate ? 'danger' : 'neutral'} size="md">
            {t(isLate ? 'card.late' : 'card.due', { day: formatDay(due, i18n.language) })}
          </ToneBadge>
        )}
        {job.has_open_question && (
          <ToneBadge tone="violet" size="md" icon={<IconMessageQuestion size={14} aria-hidden />}>
            {t('card.question')}
          </ToneBadge>
        )}
        {job.status === 'failed' && job.live?.failure_reason && (
          <ToneBadge tone="danger" size="md">
            {t(`jobs:failure.${job.live.failure_reason}`)}
          </ToneBadge>
        )}
      </Group>
    </Card>
  );
}
