import { useLocalStorage } from '@mantine/hooks';

/** Do single keys act? One switch for all of them (WCAG 2.1.4), remembered by this browser. */
export function useSingleKeys() {
  return useLocalStorage({ key: 'strato-shortcuts', defaultValue: true, getInitialValueInEffect: false });
}

/** A key alone, that is nobody's yet: letters belong to the field, the dialog or the viewer that has the focus. */
export function isSingle(event: KeyboardEvent): boolean {
  const target = event.target as HTMLElement;
  const isTaken = target.closest?.('input, textarea, select, [contenteditable], [role="application"], [role="dialog"], [role="menu"]');
  return !event.ctrlKey && !event.metaKey && !event.altKey && !event.defaultPrevented && !isTaken;
}
