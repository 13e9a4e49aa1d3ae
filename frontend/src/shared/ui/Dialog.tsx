import { Modal, type ModalProps } from '@mantine/core';
import { useEffect, useState } from 'react';

type Props = Pick<ModalProps, 'title' | 'size' | 'onClose' | 'children'>;

/** A dialog that is open as long as it is rendered. When it goes, the focus is back where it was. */
export function Dialog(props: Props) {
  useFocusBack();
  return <Modal opened {...props} />;
}

function useFocusBack(): void {
  const [opener] = useState(openerOf);
  useEffect(
    () => () => {
      // Once the dialog has left the page; whoever took the focus meanwhile keeps it.
      setTimeout(() => {
        if (!document.activeElement || document.activeElement === document.body) opener?.focus({ preventScroll: true });
      });
    },
    [opener],
  );
}

/** What the dialog was opened with; of a menu, which closes, the button that opens it. */
function openerOf(): HTMLElement | null {
  const active = document.activeElement as HTMLElement | null;
  const menu = active?.closest('[role="menu"]');
  return menu ? document.querySelector<HTMLElement>(`[aria-controls="${menu.id}"]`) : active;
}
