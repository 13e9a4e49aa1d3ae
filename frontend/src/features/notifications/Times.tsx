import { Card, Chip, Group, Radio, Select, Stack, Switch, Text, TextInput, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Timing } from '@/shared/api/gen/types.gen';
import { QueryView, SkeletonRows } from '@/shared/ui/states';
import { toastError } from '@/shared/ui/toast';
import { saveTiming, timingQuery } from './api';

const RHYTHMS = ['instant', 'hourly', 'daily', 'never'] as const;
const DAYS = [1, 2, 3, 4, 5, 6, 7] as const;
const HERE = Intl.DateTimeFormat().resolvedOptions().timeZone;
const MONDAY = new Date(2024, 0, 1);

/** When mails leave, and when nothing disturbs. A change is saved at once. */
export function Times() {
  const query = useQuery(timingQuery);
  const queries = useQueryClient();
  const save = useMutation({
    mutationFn: saveTiming,
    onMutate: async (wish) => {
      await queries.cancelQueries(timingQuery);
      const before = queries.getQueryData(timingQuery.queryKey);
      queries.setQueryData(timingQuery.queryKey, (timing) => timing && { ...timing, ...wish });
      return { before };
    },
    onError: (error, _, context) => {
      queries.setQueryData(timingQuery.queryKey, context?.before);
      toastError(error, 'timing');
    },
    onSettled: () => queries.invalidateQueries(timingQuery),
  });
  return (
    <QueryView query={query} skeleton={<SkeletonRows rows={4} />}>
      {(timing) => {
        // Who never chose a time zone means the one they are in.
        const zone = timing.timezone === 'UTC' ? { timezone: HERE } : {};
        const change = (wish: Partial<Timing>) => save.mutate({ ...zone, ...wish });
        return (
          <>
            <Rhythm timing={timing} onChange={change} />
            <Quiet timing={timing} onChange={change} />
          </>
        );
      }}
    </QueryView>
  );
}

type Part = { timing: Timing; onChange: (wish: Partial<Timing>) => void };

function Rhythm({ timing, onChange }: Part) {
  const { t } = useTranslation('notifications');
  return (
    <Card component="section" aria-labelledby="rhythm-title">
      <Title order={2} id="rhythm-title" mb="xs">
        {t('rhythm.title')}
      </Title>
      <Radio.Group aria-labelledby="rhythm-title" value={timing.mail} onChange={(mail) => onChange({ mail: mail as Timing['mail'] })}>
        <Stack gap="xs">
          {RHYTHMS.map((rhythm) => (
            <Radio key={rhythm} value={rhythm} label={t(`rhythm.${rhythm}`)} description={t(`rhythm.${rhythm}_why`)} />
          ))}
        </Stack>
      </Radio.Group>
      {timing.mail === 'daily' && (
        <Clock label={t('rhythm.daily_at')} value={timing.daily_at} onChange={(daily_at) => onChange({ daily_at })} mt="md" />
      )}
    </Card>
  );
}

function Quiet({ timing, onChange }: Part) {
  const { t, i18n } = useTranslation('notifications');
  const nameOf = (day: number, weekday: 'short' | 'long') =>
    new Intl.DateTimeFormat(i18n.language, { weekday }).format(new Date(2024, 0, MONDAY.getDate() + day - 1));
  const zone = timing.timezone === 'UTC' ? HERE : timing.timezone;
  return (
    <Card component="section" aria-labelledby="quiet-title">
      <Title order={2} id="quiet-title" mb="xs">
        {t('quiet.title')}
      </Title>
      <Text c="dimmed" mb="sm">
        {t('quiet.what')}
      </Text>
      <Switch
        label={t('quiet.on')}
        checked={timing.is_quiet}
        onChange={({ currentTarget }) => onChange({ is_quiet: currentTarget.checked })}
      />
      {timing.is_quiet && (
        <Stack mt="md">
          <Group align="flex-start">
            <Clock label={t('quiet.from')} value={timing.quiet_from} onChange={(quiet_from) => onChange({ quiet_from })} />
            <Clock label={t('quiet.to')} value={timing.quiet_to} onChange={(quiet_to) => onChange({ quiet_to })} />
          </Group>
          <Chip.Group multiple value={timing.quiet_days.map(String)} onChange={(days) => onChange({ quiet_days: days.map(Number).sort() })}>
            <Text id="quiet-days" fw={500}>
              {t('quiet.days')}
            </Text>
            <Group gap="xs" role="group" aria-labelledby="quiet-days">
              {DAYS.map((day) => (
                <Chip key={day} value={String(day)} aria-label={nameOf(day, 'long')}>
                  {nameOf(day, 'short')}
                </Chip>
              ))}
            </Group>
          </Chip.Group>
          <Select
            label={t('quiet.zone')}
            value={zone}
            data={[...new Set([zone, HERE, 'UTC', ...Intl.supportedValuesOf('timeZone')])]}
            searchable
            allowDeselect={false}
            maw={320}
            limit={50}
            onChange={(timezone) => timezone && onChange({ timezone })}
          />
        </Stack>
      )}
    </Card>
  );
}

type ClockProps = { label: string; value: string; onChange: (value: string) => void; mt?: string };

/** A time of the clock; saved when it is whole and left. */
function Clock({ label, value, onChange, mt }: ClockProps) {
  return (
    <TextInput
      key={value}
      type="time"
      label={label}
      defaultValue={value}
      maw={160}
      mt={mt}
      onBlur={({ currentTarget }) => {
        if (currentTarget.value && currentTarget.value !== value) onChange(currentTarget.value);
      }}
      onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
    />
  );
}
