import { Badge } from '@mantine/core';
import {
  IconBan,
  IconCheck,
  IconCircleCheck,
  IconCircleDashed,
  IconClock,
  IconClockOff,
  IconCreditCard,
  IconHelp,
  IconHourglass,
  IconMail,
  IconPlayerPause,
  IconPlugOff,
  IconPrinter,
  IconReceiptRefund,
  IconTool,
  IconTruck,
  IconX,
} from '@tabler/icons-react';
import type { ComponentType } from 'react';
import { useTranslation } from 'react-i18next';

export type Tone = 'neutral' | 'warning' | 'info' | 'success' | 'danger' | 'violet';
type Look = { tone: Tone; icon: ComponentType<{ size?: number; 'aria-hidden'?: boolean }> };

const LOOKS: Record<string, Look> = {
  draft: { tone: 'neutral', icon: IconCircleDashed },
  quoted: { tone: 'neutral', icon: IconCircleDashed },
  awaiting_payment: { tone: 'violet', icon: IconCreditCard },
  pending: { tone: 'warning', icon: IconClock },
  accepted: { tone: 'info', icon: IconCheck },
  processing: { tone: 'info', icon: IconPrinter },
  completed: { tone: 'success', icon: IconCircleCheck },
  rejected: { tone: 'danger', icon: IconX },
  failed: { tone: 'danger', icon: IconX },
  cancelled: { tone: 'neutral', icon: IconBan },
  idle: { tone: 'success', icon: IconCircleCheck },
  printing: { tone: 'info', icon: IconPrinter },
  paused: { tone: 'warning', icon: IconPlayerPause },
  maintenance: { tone: 'violet', icon: IconTool },
  offline: { tone: 'neutral', icon: IconPlugOff },
  retired: { tone: 'neutral', icon: IconBan },
  queued: { tone: 'warning', icon: IconClock },
  assigned: { tone: 'info', icon: IconCheck },
  running: { tone: 'info', icon: IconPrinter },
  finished: { tone: 'success', icon: IconCircleCheck },
  active: { tone: 'success', icon: IconCircleCheck },
  suspended: { tone: 'danger', icon: IconBan },
  analyzing: { tone: 'info', icon: IconHourglass },
  ready: { tone: 'success', icon: IconCircleCheck },
  paid: { tone: 'success', icon: IconCreditCard },
  in_production: { tone: 'info', icon: IconPrinter },
  shipped: { tone: 'info', icon: IconTruck },
  delivered: { tone: 'success', icon: IconCircleCheck },
  expired: { tone: 'neutral', icon: IconClockOff },
  refunded: { tone: 'danger', icon: IconReceiptRefund },
  requested: { tone: 'violet', icon: IconHelp },
  approved: { tone: 'info', icon: IconCheck },
  declined: { tone: 'danger', icon: IconX },
  received: { tone: 'success', icon: IconCircleCheck },
  withdrawn: { tone: 'neutral', icon: IconBan },
  refused: { tone: 'danger', icon: IconX },
  open: { tone: 'neutral', icon: IconCircleDashed },
  succeeded: { tone: 'success', icon: IconCircleCheck },
  review: { tone: 'violet', icon: IconHourglass },
  published: { tone: 'success', icon: IconCircleCheck },
  going: { tone: 'success', icon: IconCheck },
  waiting: { tone: 'warning', icon: IconClock },
  maybe: { tone: 'info', icon: IconHelp },
  no: { tone: 'neutral', icon: IconX },
  invited: { tone: 'violet', icon: IconMail },
  closed: { tone: 'success', icon: IconCircleCheck },
  dismissed: { tone: 'neutral', icon: IconX },
  removed: { tone: 'neutral', icon: IconBan },
};
const UNKNOWN: Look = { tone: 'neutral', icon: IconHelp };

/** A status as color, icon and word. `kind` picks the words: "job", "printer", "run", "lab", "model", "order", "return", "event", "attendance", "report". */
export function StatusBadge({ status, kind, size = 'lg' }: { status: string; kind: string; size?: 'md' | 'lg' }) {
  const { t } = useTranslation();
  const { tone, icon: Icon } = LOOKS[status] ?? UNKNOWN;
  return (
    <ToneBadge tone={tone} size={size} icon={<Icon size={14} aria-hidden />}>
      {t(`status.${kind}.${status}`)}
    </ToneBadge>
  );
}

export function ToneBadge({
  tone,
  icon,
  size = 'lg',
  children,
}: {
  tone: Tone;
  icon?: React.ReactNode;
  size?: 'md' | 'lg';
  children: React.ReactNode;
}) {
  return (
    <Badge
      size={size}
      leftSection={icon}
      style={{ background: `var(--tone-${tone}-fill)`, color: `var(--tone-${tone}-text)`, flexShrink: 0, minWidth: 'max-content' }}
    >
      {children}
    </Badge>
  );
}

export const toneOf = (status: string): Tone => (LOOKS[status] ?? UNKNOWN).tone;
