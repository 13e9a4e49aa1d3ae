import { Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { PriceLine } from '@/shared/api/gen/types.gen';
import { formatDuration, formatMass, formatMoney, formatPercent, type MoneyValue } from '@/shared/lib/format';
import { Money } from '@/shared/ui/Money';

/** A price, line by line; the lines sum to the total. */
export function Breakdown({ lines, total }: { lines: readonly PriceLine[]; total: MoneyValue }) {
  const { t, i18n } = useTranslation('quote');
  return (
    <Table aria-label={t('breakdown.title')} verticalSpacing={4} withRowBorders={false} fz="sm">
      <Table.Tbody>
        {lines.map((line) => (
          <Table.Tr key={line.code}>
            <Table.Td px={0}>{t(`breakdown.${nameOf(line)}`, wordsOf(line, total.currency, i18n.language))}</Table.Td>
            <Table.Td px={0} ta="end">
              <Money value={{ amount: line.amount, currency: total.currency }} />
            </Table.Td>
          </Table.Tr>
        ))}
        <Table.Tr fw={600} style={{ borderTop: '1px solid var(--mantine-color-default-border)' }}>
          <Table.Td px={0}>{t('breakdown.total')}</Table.Td>
          <Table.Td px={0} ta="end">
            <Money value={total} />
          </Table.Td>
        </Table.Tr>
      </Table.Tbody>
    </Table>
  );
}

/** Just below a quantity break nobody pays more than at the break: that is no percentage. */
const nameOf = ({ code, facts }: PriceLine) => (facts.capped_at_quantity === undefined ? code : `${code}_capped`);

/** The facts of a line, written out for its sentence. */
function wordsOf({ facts }: PriceLine, currency: string, language: string): Record<string, string | number> {
  const money = (value: unknown) => formatMoney({ amount: Number(value), currency }, language);
  const words: Record<string, string | number> = {};
  if (facts.mass_mg !== undefined) words.mass = formatMass(Number(facts.mass_mg), language);
  if (facts.per_kg !== undefined) words.per_kg = money(facts.per_kg);
  if (facts.seconds !== undefined) words.time = formatDuration(Number(facts.seconds), language);
  if (facts.per_hour !== undefined) words.per_hour = money(facts.per_hour);
  if (facts.each !== undefined) words.each = money(facts.each);
  if (facts.minimum !== undefined) words.minimum = money(facts.minimum);
  if (facts.percent !== undefined) words.percent = formatPercent(Number(facts.percent) / 100, 1, language);
  if (facts.quantity !== undefined) words.quantity = Number(facts.quantity);
  if (facts.capped_at_quantity !== undefined) words.capped = Number(facts.capped_at_quantity);
  return words;
}
