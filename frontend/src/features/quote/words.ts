import type { TFunction } from 'i18next';
import type { Finding, RefusalReason } from '@/shared/api/gen/types.gen';
import { formatNumber } from '@/shared/lib/format';
import { wordsOf } from '@/shared/lib/refusals';

/** Why a lab cannot, as a sentence. */
export function reasonText({ code, facts }: RefusalReason, t: TFunction<'quote'>, language: string): string {
  return t(`reason.${code}`, { ...wordsOf(facts, language), defaultValue: t('reason.other') });
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
