import type { UseFormReturnType } from '@mantine/form';
import i18next, { type TFunction } from 'i18next';
import { ApiError } from '../api/problem';

/** What happened, in the reader's language where we have words for its code, else as the server says it. */
export function sentenceOf(error: unknown, t: TFunction = i18next.t): string {
  if (!(error instanceof ApiError)) return t('common:error.unexpected');
  const known = t(`common:error.${error.code}`, { ...error.facts, defaultValue: '' });
  if (known) return known;
  if (error.status >= 500) return t('common:error.server');
  return error.message || t('common:error.unexpected');
}

/** There is no such thing, or it is not this person's to see. */
export const isMissing = (error: unknown): boolean => error instanceof ApiError && error.status === 404;

/** Puts the server's field errors onto a form's fields; gives a sentence when some had no field to land on. */
export function landErrors<T extends object>(form: UseFormReturnType<T>, error: unknown): string | undefined {
  if (!(error instanceof ApiError) || Object.keys(error.fields).length === 0) return sentenceOf(error);
  const values = form.getValues();
  const homeless: string[] = [];
  for (const [field, problems] of Object.entries(error.fields)) {
    const words = problems.map((problem) => i18next.t(`common:field_error.${problem.code}`, { defaultValue: problem.message })).join(' ');
    if (field.split('.')[0] in values) form.setFieldError(field, words);
    else homeless.push(words);
  }
  return homeless.length ? homeless.join(' ') : undefined;
}
