import { Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { DAYS, dayIn, formatSpan, isAlwaysOpen, nameOfDay, type Week } from './hours';
import classes from './Labs.module.css';

/** The week, today set off; times are the lab's own. */
export function OpeningHours({ week, timeZone }: { week: Week; timeZone: string }) {
  const { t, i18n } = useTranslation('labs');
  if (isAlwaysOpen(week)) return <Text>{t('hours.always')}</Text>;
  const today = dayIn(timeZone);
  return (
    <>
      <Table withRowBorders={false} verticalSpacing={4} horizontalSpacing={0} aria-label={t('hours.title')}>
        <Table.Tbody>
          {DAYS.map((day) => (
            <Table.Tr key={day} className={day === today ? classes.today : undefined}>
              <Table.Th scope="row" fw="inherit" style={{ verticalAlign: 'top' }}>
                {nameOfDay(day, i18n.language)}
              </Table.Th>
              <Table.Td ta="end" data-number>
                {week[day]?.length
                  ? week[day]?.map((span) => <div key={span[0]}>{formatSpan(span, i18n.language)}</div>)
                  : t('hours.closed')}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Text size="xs" c="dimmed" mt="xs">
        {t('hours.zone', { zone: timeZone.replaceAll('_', ' ') })}
      </Text>
    </>
  );
}
