import { Group, Radio, Select, Stack, Text } from '@mantine/core';
import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { MachineChoices, PrinterChoice, RefusalReason, SpoolChoice } from '@/shared/api/gen/types.gen';
import { formatDay, formatDuration, formatMass } from '@/shared/lib/format';
import { wordsOf } from '@/shared/lib/refusals';
import { StatusBadge } from '@/shared/ui/StatusBadge';
import { QueryView, SkeletonRows } from '@/shared/ui/states';
import { otherLabsQuery } from './api';
import classes from './Choices.module.css';

const isAtWork = ({ printer }: PrinterChoice) => printer.status !== 'maintenance' && printer.status !== 'offline';

/** May this printer be taken? One that must start at once has to be free as well. */
const isOpen = (choice: PrinterChoice, isNow: boolean) => choice.is_suitable && (!isNow || choice.printer.status === 'idle');

/** The printer that a maker would most likely take: the one it is planned for, else the soonest free. */
export function bestPrinter(choices: readonly PrinterChoice[], planned: string | undefined, isNow: boolean): string | undefined {
  const open = choices.filter((choice) => isOpen(choice, isNow) && isAtWork(choice));
  return (open.find(({ printer }) => printer.id === planned) ?? open[0])?.printer.id;
}

type MachineProps = {
  query: UseQueryResult<MachineChoices>;
  isNow: boolean;
  printer: string | undefined;
  spool: string | null;
  onPrinter: (id: string) => void;
  onSpool: (id: string | null) => void;
};

/** Every printer of the lab, and why some cannot; the spools of the job's material, and which hold enough. */
export function MachinePicker({ query, isNow, printer, spool, onPrinter, onSpool }: MachineProps) {
  const { t, i18n } = useTranslation('jobs');
  return (
    <QueryView query={query} skeleton={<SkeletonRows rows={4} height={56} />}>
      {({ printers, spools }) => (
        <>
          <Radio.Group label={t('field.printer')} value={printer ?? null} onChange={onPrinter}>
            <Stack gap="xs" mt={4}>
              {printers.map((choice) => (
                <Choice
                  key={choice.printer.id}
                  value={choice.printer.id}
                  name={choice.printer.name}
                  isOpen={isOpen(choice, isNow)}
                  reasons={choice.reasons}
                  of="printer"
                  facts={choice.queue_minutes > 0 && t('choice.busy', { time: formatDuration(choice.queue_minutes * 60, i18n.language) })}
                  badge={<StatusBadge kind="printer" status={choice.printer.status ?? 'idle'} size="md" />}
                />
              ))}
              {printers.length === 0 && <Text c="dimmed">{t('choice.no_printers')}</Text>}
            </Stack>
          </Radio.Group>
          <SpoolSelect spools={spools} value={spool} onChange={onSpool} />
        </>
      )}
    </QueryView>
  );
}

function SpoolSelect({
  spools,
  value,
  onChange,
}: {
  spools: readonly SpoolChoice[];
  value: string | null;
  onChange: (id: string | null) => void;
}) {
  const { t, i18n } = useTranslation('jobs');
  const nameOf = ({ spool, is_enough, is_color }: SpoolChoice) =>
    [
      spool.color_name,
      spool.label,
      formatMass(spool.remaining_mg, i18n.language),
      !is_enough && t('choice.too_little'),
      !is_color && t('choice.other_color'),
    ]
      .filter(Boolean)
      .join(' · ');
  return (
    <Select
      label={t('field.spool')}
      description={t('field.spool_help')}
      placeholder={t('choice.loaded')}
      data={spools.map((choice) => ({ value: choice.spool.id, label: nameOf(choice), disabled: !choice.is_enough }))}
      value={value}
      onChange={onChange}
      clearable
    />
  );
}

/** Every other lab: when it would be ready, or why it cannot. */
export function LabPicker({ job, value, onChange }: { job: string; value: string | null; onChange: (id: string) => void }) {
  const { t, i18n } = useTranslation('jobs');
  return (
    <QueryView
      query={useQuery(otherLabsQuery(job))}
      skeleton={<SkeletonRows rows={3} height={56} />}
      isEmpty={(labs) => labs.length === 0}
      empty={<Text c="dimmed">{t('choice.no_labs')}</Text>}
    >
      {(labs) => (
        <Radio.Group label={t('field.lab')} value={value} onChange={onChange}>
          <Stack gap="xs" mt={4}>
            {labs.map(({ lab, is_possible, reasons, ready_at }) => (
              <Choice
                key={lab.id}
                value={lab.id}
                name={lab.name}
                isOpen={is_possible}
                reasons={reasons}
                of="lab"
                facts={[lab.city, ready_at && t('choice.ready', { day: formatDay(ready_at, i18n.language) })].filter(Boolean).join(' · ')}
              />
            ))}
          </Stack>
        </Radio.Group>
      )}
    </QueryView>
  );
}

type ChoiceProps = {
  value: string;
  name: string;
  isOpen: boolean;
  reasons: readonly RefusalReason[];
  of: 'printer' | 'lab';
  facts?: React.ReactNode;
  badge?: React.ReactNode;
};

/** One row to tap; what cannot be taken says why. */
function Choice({ value, name, isOpen, reasons, of, facts, badge }: ChoiceProps) {
  const { t, i18n } = useTranslation('jobs');
  const why = reasons.map(({ code, facts }) =>
    t(`cannot.${of}.${code}`, { ...wordsOf(facts, i18n.language), defaultValue: t(`cannot.${of}.other`) }),
  );
  return (
    <label className={classes.choice} htmlFor={`choice-${value}`}>
      <Group wrap="nowrap" gap="sm" align="flex-start">
        <Radio
          id={`choice-${value}`}
          value={value}
          disabled={!isOpen}
          aria-label={name}
          aria-describedby={why.length ? `why-${value}` : undefined}
        />
        <div style={{ flex: 1, minWidth: 0 }}>
          <Group justify="space-between" gap="xs">
            <Text fw={500}>{name}</Text>
            {badge}
          </Group>
          {facts && (
            <Text size="sm" c="dimmed">
              {facts}
            </Text>
          )}
          {why.length > 0 && (
            <Text size="sm" c="dimmed" id={`why-${value}`}>
              {why.join(' ')}
            </Text>
          )}
        </div>
      </Group>
    </label>
  );
}
