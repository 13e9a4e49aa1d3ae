import type { TFunction } from 'i18next';
import type { Notification } from '@/shared/api/gen/types.gen';
import { exponent, formatMoment, formatMoney } from '@/shared/lib/format';

/** A notification as a sentence in the reader's language, made of its kind and facts. */
export function sentenceOf({ kind, facts }: Pick<Notification, 'kind' | 'facts'>, t: TFunction<'notifications'>): string {
  const words = Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, said(String(value ?? ''))]));
  const role = facts.role ? t(`common:role.${facts.role}`) : '';
  const failure =
    facts.failure_reason || facts.reason
      ? t(`jobs:failure.${facts.failure_reason ?? facts.reason}`, { defaultValue: String(facts.reason ?? '') })
      : '';
  return t(`kind.${kind.replaceAll('.', '_')}`, { ...words, role, failure, defaultValue: t('kind.other') });
}

/** Amounts ("12.50 EUR") and moments ("2027-05-04 19:00 EST") as the reader writes them, everything else as it is. */
function said(fact: string): string {
  const [, number, currency] = /^(-?\d+(?:\.\d+)?) ([A-Z]{3})$/.exec(fact) ?? [];
  if (currency) return formatMoney({ amount: Math.round(Number(number) * 10 ** exponent(currency)), currency });
  const [, day, time, zone] = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d) ([A-Z]{2,5}|[+-]\d{2,4})$/.exec(fact) ?? [];
  return zone ? `${formatMoment(`${day}T${time}Z`, undefined, 'UTC')} ${zone}` : fact;
}
