import type { TFunction } from 'i18next';
import type { RefusalReason } from '@/shared/api/gen/types.gen';
import { wordsOf } from '@/shared/lib/refusals';

/** Why a lab cannot, as a sentence. */
export function reasonText({ code, facts }: RefusalReason, t: TFunction<'quote'>, language: string): string {
  return t(`reason.${code}`, { ...wordsOf(facts, language), defaultValue: t('reason.other') });
}
