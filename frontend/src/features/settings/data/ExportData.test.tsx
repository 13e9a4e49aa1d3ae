import { screen, waitFor } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { beforeAll, expect, test } from 'vitest';
import { configureApi } from '@/shared/api/client';
import type { DataExport } from '@/shared/api/gen/types.gen';
import { RealtimeProvider } from '@/shared/realtime';
import { show } from '@/test/render';
import { answerTheApi, server } from '@/test/server';
import { ExportData } from './ExportData';

answerTheApi();
beforeAll(() => configureApi());

const copy = (status: DataExport['status'], more: Partial<DataExport> = {}): DataExport => ({
  id: `of-${status}`,
  status,
  progress_percent: 0,
  job: null,
  size_bytes: null,
  file_count: null,
  created_at: '2026-11-21T10:00:00Z',
  ready_at: null,
  expires_at: null,
  download_url: null,
  ...more,
});
/** Without a socket: what frames tell is asked for. */
const open = () =>
  show(
    <RealtimeProvider person="" token={async () => undefined} poll={() => Promise.reject(new Error('nobody asks'))}>
      <ExportData />
    </RealtimeProvider>,
  );
const answer = (...rows: DataExport[]) =>
  server.use(http.get('*/api/me/exports/', () => HttpResponse.json({ next: null, previous: null, results: rows })));

test('who has none yet may ask for one, and sees it being made', async () => {
  const rows: DataExport[] = [];
  server.use(
    http.get('*/api/me/exports/', () => HttpResponse.json({ next: null, previous: null, results: rows })),
    http.post('*/api/me/exports/', () => {
      rows.push(copy('queued', { job: '7' }));
      return HttpResponse.json(rows[0], { status: 201 });
    }),
  );
  const { person } = open();
  expect(await screen.findByText('You have not asked for a copy yet.')).toBeTruthy();
  await person.click(screen.getByRole('button', { name: 'Make a copy' }));
  expect(await screen.findByRole('progressbar')).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Make a copy' })).toBeNull();
});

test('the one that is being made can be stopped', async () => {
  const rows = [copy('running', { job: '7', progress_percent: 40 })];
  server.use(
    http.get('*/api/me/exports/', () => HttpResponse.json({ next: null, previous: null, results: rows })),
    http.post('*/api/jobs/7/cancel/', () => {
      rows[0] = copy('cancelled', { job: '7' });
      return HttpResponse.json({});
    }),
  );
  const { person } = open();
  expect((await screen.findByRole('progressbar')).getAttribute('aria-valuenow')).toBe('40');
  await person.click(screen.getByRole('button', { name: 'Stop making it' }));
  expect(await screen.findByText('Canceled')).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Make a copy' })).toBeTruthy();
});

test('one that is there says how large it is, and is fetched by a link of its own', async () => {
  const ready = copy('ready', {
    size_bytes: 3_794_709,
    file_count: 46,
    expires_at: '2026-11-28T10:00:00Z',
    download_url: '/api/files/old',
  });
  answer(ready);
  let asked = 0;
  server.use(
    http.get('*/api/me/exports/of-ready/', () => {
      asked += 1;
      return HttpResponse.json({ ...ready, download_url: '#fresh' });
    }),
  );
  const { person } = open();
  expect(await screen.findByText(/46 files · 3.8 MB · here until Nov 28, 2026/)).toBeTruthy();
  await person.click(screen.getByRole('button', { name: /^Download the copy of/ }));
  await waitFor(() => expect(asked).toBe(1));
});

test('one that failed is offered again; an expired one is only remembered', async () => {
  answer(copy('failed'), copy('expired', { file_count: 3 }));
  open();
  expect(await screen.findByRole('button', { name: 'Try once more' })).toBeTruthy();
  expect(screen.getByText('Deleted')).toBeTruthy();
  expect(screen.queryByRole('button', { name: /^Download/ })).toBeNull();
});
