import { MantineProvider, NumberInput } from '@mantine/core';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { themeFor } from './theme';

it.each([
  ['de', '38,5'],
  ['de', '38.5'],
  ['es', '38,5'],
  ['en', '38.5'],
  ['en', '38,5'],
])('in %s, a person who types %s means thirty-eight and a half', async (language, typed) => {
  const onChange = vi.fn();
  render(
    <MantineProvider theme={themeFor('×', language)} env="test">
      <NumberInput label="Neck" onChange={onChange} />
    </MantineProvider>,
  );
  await userEvent.type(screen.getByLabelText('Neck'), typed);
  expect(onChange).toHaveBeenLastCalledWith(38.5);
  expect(screen.getByLabelText<HTMLInputElement>('Neck').value).toBe(language === 'en' ? '38.5' : '38,5');
});
