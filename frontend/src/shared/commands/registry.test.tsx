import { act, renderHook } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { useCommands, useOffer } from './registry';

const offer = (label: string, run: () => unknown = () => undefined) => ({ id: 'retry', label, run });
const words = (palette: { result: { current: ReturnType<typeof useCommands> } }) => palette.result.current.map(({ label }) => label);

it('offers a page’s commands while the page is there', () => {
  const palette = renderHook(() => useCommands());
  const page = renderHook(({ label }) => useOffer([offer(label), false]), { initialProps: { label: 'Retry job' } });
  expect(words(palette)).toEqual(['Retry job']);
  page.rerender({ label: 'Retry print' });
  expect(words(palette)).toEqual(['Retry print']);
  page.unmount();
  expect(words(palette)).toEqual([]);
});

it('does what the page would do now, not what it would have done when it offered', () => {
  const palette = renderHook(() => useCommands());
  const [before, now] = [vi.fn(), vi.fn()];
  const page = renderHook(({ run }) => useOffer([offer('Retry', run)]), { initialProps: { run: before } });
  page.rerender({ run: now });
  act(() => void palette.result.current[0].run());
  expect([before.mock.calls.length, now.mock.calls.length]).toEqual([0, 1]);
});
