import { Modal, type ModalProps } from '@mantine/core';
import { useFocusBack } from './focusBack';

type Props = Pick<ModalProps, 'title' | 'size' | 'onClose' | 'children' | 'closeOnClickOutside'>;

/** A dialog that is open as long as it is rendered. When it goes, the focus is back where it was. */
export function Dialog(props: Props) {
  useFocusBack();
  return <Modal opened {...props} />;
}
