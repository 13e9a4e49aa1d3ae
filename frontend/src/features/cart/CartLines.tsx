import { Stack } from '@mantine/core';
import type { CartLine } from '@/shared/api/gen/types.gen';
import { useRemoveLine } from './api';
import { CartLineRow } from './CartLineRow';

/** What is in the cart. After one is taken out the focus is on its neighbor; `onRemoved` offers the way back. */
export function CartLines({ lines, onRemoved }: { lines: readonly CartLine[]; onRemoved: (line: CartLine) => void }) {
  const remove = useRemoveLine(onRemoved);
  const takeOut = (line: CartLine, button: HTMLElement) => {
    const row = button.closest('li');
    const neighbor = row?.nextElementSibling ?? row?.previousElementSibling;
    neighbor?.querySelector<HTMLElement>('[data-remove]')?.focus();
    remove.mutate(line);
  };
  return (
    <Stack component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
      {lines.map((line) => (
        <li key={line.id}>
          <CartLineRow line={line} onRemove={(button) => takeOut(line, button)} />
        </li>
      ))}
    </Stack>
  );
}
