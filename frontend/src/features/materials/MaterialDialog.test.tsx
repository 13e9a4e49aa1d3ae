import { screen, waitFor } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { beforeAll, expect, test, vi } from 'vitest';
import { configureApi } from '@/shared/api/client';
import type { Material } from '@/shared/api/gen/types.gen';
import { show } from '@/test/render';
import { answerTheApi, server } from '@/test/server';
import { MaterialDialog } from './MaterialDialog';

answerTheApi();
beforeAll(() => configureApi());

const PLA = {
  id: '1',
  code: 'pla',
  name: 'PLA',
  technology: 'fdm',
  density_g_cm3: 1.24,
  description: '',
  is_active: true,
  version: 'v1',
  allowed_actions: ['partial_update'],
} as Material;

/** An API that keeps one material and refuses who has not its newest version; gives what was saved. */
function keeping(now: Material): Material[] {
  const saved: Material[] = [];
  server.use(
    http.get('*/api/materials/1/', () => HttpResponse.json(now)),
    http.patch('*/api/materials/1/', async ({ request }) => {
      if (request.headers.get('If-Match') !== now.version) return HttpResponse.json({ status: 412, code: 'stale' }, { status: 412 });
      saved.push({ ...now, ...((await request.json()) as Material), version: 'v3' });
      return HttpResponse.json(saved.at(-1));
    }),
  );
  return saved;
}

async function rename(name: string) {
  const onClose = vi.fn();
  const { person } = show(<MaterialDialog material={PLA} onClose={onClose} />);
  const field = await screen.findByRole('textbox', { name: /^Name/ });
  await person.clear(field);
  await person.type(field, name);
  await person.click(screen.getByRole('button', { name: 'Save material' }));
  return { person, onClose, field: field as HTMLInputElement };
}

test('an edit of the newest version is saved', async () => {
  const saved = keeping(PLA);
  const { onClose } = await rename('PLA 2');
  await waitFor(() => expect(onClose).toHaveBeenCalled());
  expect(saved.map(({ name }) => name)).toEqual(['PLA 2']);
});

test('a change of something else does not stand in the way', async () => {
  const saved = keeping({ ...PLA, version: 'v2' });
  const { onClose } = await rename('PLA 2');
  await waitFor(() => expect(onClose).toHaveBeenCalled());
  expect(saved.map(({ name }) => name)).toEqual(['PLA 2']);
});

test('who was slower is told, overwrites nothing, and may insist', async () => {
  const saved = keeping({ ...PLA, name: 'PLA Plus', version: 'v2' });
  const { person, onClose } = await rename('PLA 2');
  await screen.findByText('Somebody else changed this meanwhile');
  expect(saved).toEqual([]);
  await person.click(screen.getByRole('button', { name: 'Keep mine' }));
  await waitFor(() => expect(onClose).toHaveBeenCalled());
  expect(saved.map(({ name }) => name)).toEqual(['PLA 2']);
});

test('who was slower may go on from what the other one saved', async () => {
  const saved = keeping({ ...PLA, name: 'PLA Plus', version: 'v2' });
  const { person, onClose, field } = await rename('PLA 2');
  await person.click(await screen.findByRole('button', { name: 'Load theirs' }));
  expect(field.value).toBe('PLA Plus');
  await waitFor(() => expect(screen.queryByText('Somebody else changed this meanwhile')).toBeNull());
  await person.type(field, '!');
  await person.click(screen.getByRole('button', { name: 'Save material' }));
  await waitFor(() => expect(onClose).toHaveBeenCalled());
  expect(saved.map(({ name }) => name)).toEqual(['PLA Plus!']);
});
