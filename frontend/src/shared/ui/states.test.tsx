import { act, renderHook, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { show } from '@/test/render';
import { ApiError } from '../api/problem';
import { QueryView, useCalmLoading } from './states';

const wait = (ms: number) => act(() => vi.advanceTimersByTime(ms));

describe('useCalmLoading', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('shows nothing for an answer that comes within 200 ms', () => {
    const { result, rerender } = renderHook(({ is }) => useCalmLoading(is), { initialProps: { is: true } });
    wait(190);
    rerender({ is: false });
    wait(1_000);
    expect(result.current).toBe(false);
  });

  it('stays for 300 ms once it is shown', () => {
    const { result, rerender } = renderHook(({ is }) => useCalmLoading(is), { initialProps: { is: true } });
    wait(210);
    expect(result.current).toBe(true);
    rerender({ is: false });
    wait(250);
    expect(result.current).toBe(true);
    wait(60);
    expect(result.current).toBe(false);
  });
});

describe('QueryView', () => {
  const refetch = vi.fn();
  const view = (data: string[] | undefined, error: unknown = null, filtered = false) => (
    <QueryView
      query={{ data, error, isPending: data === undefined && !error, refetch }}
      isEmpty={(rows) => rows.length === 0}
      isFiltered={filtered}
      onClearFilters={refetch}
      empty="Nothing yet"
    >
      {(rows) => rows.join()}
    </QueryView>
  );

  it('shows what came', () => {
    show(view(['one', 'two']));
    expect(screen.getByText('one,two')).toBeTruthy();
  });

  it('says what an empty place is for', () => {
    show(view([]));
    expect(screen.getByText('Nothing yet')).toBeTruthy();
  });

  it('offers to clear the filters that left nothing', async () => {
    const { person } = show(view([], null, true));
    expect(screen.queryByText('Nothing yet')).toBeNull();
    await person.click(screen.getByRole('button', { name: 'Clear filters' }));
    expect(refetch).toHaveBeenCalledOnce();
  });

  it('keeps the old rows beside an error, and tries again', async () => {
    refetch.mockClear();
    const { person } = show(view(['old'], new ApiError({}, 503, 'req-7')));
    expect(screen.getByText('old')).toBeTruthy();
    expect(screen.getByRole('alert').textContent).toContain('req-7');
    await person.click(screen.getByRole('button', { name: 'Try again' }));
    expect(refetch).toHaveBeenCalledOnce();
  });
});
