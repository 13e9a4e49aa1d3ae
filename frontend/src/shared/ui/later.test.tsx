import { act, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { show } from '@/test/render';
import { doLater, useWaiting } from './later';

function Row({ id }: { id: string }) {
  return useWaiting().has(id) ? null : <p>Row {id}</p>;
}

beforeEach(() => vi.useFakeTimers({ shouldAdvanceTime: true }));
afterEach(() => vi.useRealTimers());

it('seems done at once, and is done after eight seconds', async () => {
  const remove = vi.fn().mockResolvedValue(undefined);
  show(<Row id="1" />);
  act(() => doLater({ id: '1', message: 'Row deleted', act: remove }));
  expect(screen.queryByText('Row 1')).toBeNull();
  expect(remove).not.toHaveBeenCalled();
  await act(() => vi.advanceTimersByTimeAsync(8_100));
  expect(remove).toHaveBeenCalledExactlyOnceWith({ keepalive: true });
});

it('is undone without the server hearing of it', async () => {
  const remove = vi.fn();
  const { person } = show(<Row id="2" />);
  act(() => doLater({ id: '2', message: 'Row deleted', act: remove }));
  await person.click(await screen.findByRole('button', { name: 'Undo' }));
  expect(await screen.findByText('Row 2')).toBeTruthy();
  await act(() => vi.advanceTimersByTimeAsync(9_000));
  expect(remove).not.toHaveBeenCalled();
});

it('is done at once when the page is left', () => {
  const remove = vi.fn().mockResolvedValue(undefined);
  doLater({ id: '3', message: 'Row deleted', act: remove });
  dispatchEvent(new Event('pagehide'));
  expect(remove).toHaveBeenCalledOnce();
});

it('shows the row again, and why, when it could not be done', async () => {
  show(<Row id="4" />);
  act(() => doLater({ id: '4', message: 'Row deleted', act: () => Promise.reject(new Error('no')) }));
  await act(() => vi.advanceTimersByTimeAsync(8_100));
  await waitFor(() => expect(screen.getByText('Row 4')).toBeTruthy());
  expect(await screen.findByRole('alert')).toBeTruthy();
});
