import { renderHook } from '@testing-library/react';
import { expect, it } from 'vitest';
import { useCommands, useOffer } from './registry';

it('offers a page’s commands while the page is there', () => {
  const commands = [{ id: 'retry', label: 'Retry job', run: () => undefined }];
  const palette = renderHook(() => useCommands());
  const page = renderHook(() => useOffer(commands));
  palette.rerender();
  expect(palette.result.current).toEqual(commands);
  page.unmount();
  palette.rerender();
  expect(palette.result.current).toEqual([]);
});
