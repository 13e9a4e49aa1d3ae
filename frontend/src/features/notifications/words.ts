import type { TFunction } from 'i18next';
import type { Notification } from '@/shared/api/gen/types.gen';

/** A notification as a sentence in the reader's language, made of its kind and facts. */
export function sentenceOf({ kind, facts }: Pick<Notification, 'kind' | 'facts'>, t: TFunction<'notifications'>): string {
  const words = Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, String(value ?? '')]));
  const role = facts.role ? t(`common:role.${facts.role}`) : '';
  const failure =
    facts.failure_reason || facts.reason
      ? t(`jobs:failure.${facts.failure_reason ?? facts.reason}`, { defaultValue: String(facts.reason ?? '') })
      : '';
  return t(`kind.${kind.replaceAll('.', '_')}`, { ...words, role, failure, defaultValue: t('kind.other') });
}
