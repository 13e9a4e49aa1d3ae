import { Text } from '@mantine/core';
import { modals } from '@mantine/modals';
import i18next from 'i18next';
import type { ReactNode } from 'react';

type Question = { title: string; body: ReactNode; verb: string; danger?: boolean; onConfirm: () => unknown };

/** Asks before what cannot be undone: the title is the question, the button repeats the verb. */
export function confirm({ title, body, verb, danger = true, onConfirm }: Question): void {
  modals.openConfirmModal({
    title,
    children: <Text component="div">{body}</Text>,
    labels: { confirm: verb, cancel: i18next.t('common:action.cancel') },
    zIndex: 250, // above the dialog that asks, which may come later in the page
    confirmProps: { color: danger ? 'red.8' : 'strata' },
    onConfirm: () => void onConfirm(),
  });
}
