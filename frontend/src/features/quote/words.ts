import type { TFunction } from 'i18next';
import type { Finding, RefusalReason } from '@/shared/api/gen/types.gen';
import { formatDay, formatMass, formatNumber, formatSize } from '@/shared/lib/format';

/** Why a lab cannot, as a sentence. */
export function reasonText({ code, facts }: RefusalReason, t: TFunction<'quote'>, language: string): string {
  const words: Record<string, string> = {};
  const size = (prefix: string) =>
    formatSize(
      ['x', 'y', 'z'].map((axis) => Number(facts[`${prefix}_${axis}_mm`])),
      language,
    );
  if (code === 'too_large') {
    words.part = size('part');
    words.build = size('build');
  }
  for (const name of ['needed_mg', 'available_mg'])
    if (name in facts) words[name.replace('_mg', '')] = formatMass(Number(facts[name]), language);
  for (const name of ['wanted_mm', 'finest_mm', 'coarsest_mm'])
    if (name in facts) words[name.replace('_mm', '')] = formatNumber(Number(facts[name]), 3, language);
  if ('ready_at' in facts) words.day = formatDay(String(facts.ready_at), language);
  return t(`reason.${code}`, { ...words, defaultValue: t('reason.other') });
}

/** A finding of the manufacturability report, as a sentence. */
export function findingText({ code, facts }: Finding, t: TFunction<'quote'>, language: string): string {
  const words = Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [
      name,
      typeof value === 'number' ? formatNumber(value, Math.abs(value) < 10 ? 2 : 0, language) : String(value),
    ]),
  );
  return t(`finding.${code}`, { ...words, defaultValue: code.replaceAll('_', ' ') });
}
