import { screen } from '@testing-library/react';
import { useState } from 'react';
import { expect, it, vi } from 'vitest';
import { show } from '@/test/render';
import { QuantityInput } from './QuantityInput';

function Page({ onChange, max = 5 }: { onChange: (quantity: number) => void; max?: number }) {
  const [quantity, setQuantity] = useState(1);
  const change = (next: number) => {
    onChange(next);
    setQuantity(next);
  };
  return <QuantityInput label="Quantity" value={quantity} onChange={change} max={max} />;
}

it('steps between one and what there is', async () => {
  const onChange = vi.fn();
  const { person } = show(<Page onChange={onChange} max={2} />);
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'One less' }).disabled).toBe(true);
  await person.click(screen.getByRole('button', { name: 'One more' }));
  expect(onChange).toHaveBeenCalledExactlyOnceWith(2);
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'One more' }).disabled).toBe(true);
  await person.type(screen.getByRole('textbox', { name: 'Quantity' }), '{ArrowDown}');
  expect(onChange).toHaveBeenLastCalledWith(1);
});

it('takes what is typed when it can be had, and the nearest to it when it cannot', async () => {
  const onChange = vi.fn();
  const { person } = show(<Page onChange={onChange} />);
  const field = screen.getByRole<HTMLInputElement>('textbox', { name: 'Quantity' });
  await person.clear(field);
  expect(onChange).not.toHaveBeenCalled();
  await person.type(field, '70');
  expect(onChange).not.toHaveBeenCalled();
  await person.tab();
  expect(onChange).toHaveBeenCalledExactlyOnceWith(5);
  expect(field.value).toBe('5');
  await person.clear(field);
  await person.type(field, 'many');
  await person.tab();
  expect(field.value).toBe('1');
});
