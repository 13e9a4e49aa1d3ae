import { screen } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { beforeAll, expect, test, vi } from 'vitest';
import { configureApi } from '@/shared/api/client';
import type { PrinterChoice } from '@/shared/api/gen/types.gen';
import { show } from '@/test/render';
import { answerTheApi, server } from '@/test/server';
import { bestPrinter, LabPicker } from './Choices';

answerTheApi();
beforeAll(() => configureApi());

const choice = (id: string, status: string, is_suitable = true) =>
  ({ printer: { id, name: id, technology: 'fdm', status }, is_suitable, reasons: [], queue_minutes: 0 }) as unknown as PrinterChoice;

test('the planned printer is proposed, else the first that works and fits', () => {
  const choices = [choice('down', 'maintenance'), choice('busy', 'printing'), choice('free', 'idle'), choice('small', 'idle', false)];
  expect(bestPrinter(choices, 'free', false)).toBe('free');
  expect(bestPrinter(choices, undefined, false)).toBe('busy');
  expect(bestPrinter(choices, 'small', false)).toBe('busy');
  expect(bestPrinter(choices, 'busy', true)).toBe('free'); // must start at once
  expect(bestPrinter([choice('down', 'offline')], undefined, false)).toBeUndefined();
});

test('a lab that cannot make the job is shown with its reason and cannot be chosen', async () => {
  const lab = (id: string, name: string) => ({ id, name, slug: id, city: 'Lyon' });
  server.use(
    http.get('*/api/print-jobs/7/labs/', () =>
      HttpResponse.json([
        { lab: lab('s', 'Lab South'), is_possible: true, reasons: [], ready_at: '2026-11-24T10:00:00Z' },
        {
          lab: lab('r', 'Atelier'),
          is_possible: false,
          reasons: [{ code: 'not_enough_stock', facts: { needed_mg: 728548, available_mg: 0 } }],
          ready_at: null,
        },
      ]),
    ),
  );
  const onChange = vi.fn();
  const { person } = show(<LabPicker job="7" value={null} onChange={onChange} />);
  const closed = await screen.findByRole('radio', { name: 'Atelier' });
  expect((closed as HTMLInputElement).disabled).toBe(true);
  expect(screen.getByText('Needs 729 g, has 0 g.')).toBeTruthy();
  await person.click(screen.getByText('Lab South'));
  expect(onChange).toHaveBeenCalledWith('s');
});
