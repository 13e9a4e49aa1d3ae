import i18next from 'i18next';

/** What to call somebody; who deleted their account has no name any more. */
export const nameOf = (name: string | null | undefined): string => name || i18next.t('common:deleted_person');
