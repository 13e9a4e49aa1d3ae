import { ActionIcon, Button, Fieldset, Group, Stack, Text, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Lab } from '@/shared/api/gen/types.gen';
import { DAYS, type Day, isAlwaysOpen, isSound, MAX_SPANS, nameOfDay, problemOf, type Span, tidy, type Week, withSpan } from './hours';
import { SaveBar } from './SaveBar';
import { useSave } from './useSave';

const weekOf = (lab: Lab) => (lab.opening_hours ?? {}) as Week;

/** The week, day by day; a day without times is closed, a week without any is always open. */
export function HoursEditor({ lab }: { lab: Lab }) {
  const { t, i18n } = useTranslation('labs');
  const [week, setWeek] = useState(() => weekOf(lab));
  const save = useSave(lab, weekOf);
  const setDay = (day: Day, spans: Span[]) => setWeek((now) => ({ ...now, [day]: spans }));
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (isSound(week)) save.mutate({ opening_hours: tidy(week) });
      }}
    >
      <Stack>
        <Text c="dimmed">{t(isAlwaysOpen(week) ? 'hours.always_help' : 'hours.help')}</Text>
        {DAYS.map((day) => (
          <DayFields key={day} name={nameOfDay(day, i18n.language)} spans={week[day] ?? []} onChange={(spans) => setDay(day, spans)} />
        ))}
        <SaveBar edit={save} onTake={(theirs) => setWeek(weekOf(theirs))} />
      </Stack>
    </form>
  );
}

function DayFields({ name, spans, onChange }: { name: string; spans: Span[]; onChange: (spans: Span[]) => void }) {
  const { t } = useTranslation('labs');
  const problem = problemOf(spans);
  const change = (at: number, end: 0 | 1, text: string) =>
    onChange(spans.map((span, index) => (index === at ? (span.with(end, text) as Span) : span)));
  return (
    <Fieldset legend={name} variant="unstyled">
      {spans.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('hours.closed')}
        </Text>
      )}
      {spans.map((span, at) => (
        <Group key={at} gap="xs" mb={4} wrap="nowrap">
          {([0, 1] as const).map((end) => (
            <TextInput
              key={end}
              w={88}
              maxLength={5}
              placeholder="09:00"
              aria-label={t(end ? 'hours.until' : 'hours.from', { day: name, number: at + 1 })}
              aria-invalid={Boolean(problem)}
              value={span[end]}
              onChange={(event) => change(at, end, event.currentTarget.value)}
            />
          ))}
          <ActionIcon
            color="gray"
            aria-label={t('hours.remove', { day: name, number: at + 1 })}
            onClick={() => onChange(spans.filter((_, index) => index !== at))}
          >
            <IconTrash size={16} aria-hidden />
          </ActionIcon>
        </Group>
      ))}
      {problem && (
        <Text size="sm" c="var(--mantine-color-error)" role="alert">
          {t(`hours.problem.${problem}`)}
        </Text>
      )}
      {spans.length < MAX_SPANS && (
        <Button
          size="compact-sm"
          variant="subtle"
          leftSection={<IconPlus size={16} aria-hidden />}
          aria-label={t('hours.add_to', { day: name })}
          onClick={() => onChange(withSpan(spans))}
        >
          {t('hours.add')}
        </Button>
      )}
    </Fieldset>
  );
}
