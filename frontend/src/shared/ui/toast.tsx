import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import i18next from 'i18next';
import { sentenceOf } from '../lib/errors';

const UNDO_MS = 8_000;

/** One toast per act; a new one with the same id replaces the old. */
export function toast(message: string, id?: string): void {
  if (id) notifications.hide(id);
  notifications.show({ id, message, color: 'strata' });
}

/** Errors stay until they are dismissed. */
export function toastError(error: unknown, id?: string): void {
  if (id) notifications.hide(id);
  notifications.show({ id, message: sentenceOf(error), color: 'red', autoClose: false, role: 'alert' });
}

/** Done, and for eight seconds undoable. */
export function toastUndo(message: string, undo: () => unknown, id = 'undo'): void {
  notifications.hide(id);
  notifications.show({
    id,
    color: 'strata',
    autoClose: UNDO_MS,
    message: (
      <Group justify="space-between" wrap="nowrap">
        <Text miw={0}>{message}</Text>
        <Button
          size="compact-sm"
          variant="subtle"
          style={{ flexShrink: 0 }}
          onClick={() => {
            notifications.hide(id);
            void undo();
          }}
        >
          {i18next.t('common:action.undo')}
        </Button>
      </Group>
    ),
  });
}
