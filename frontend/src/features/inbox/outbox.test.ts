import { describe, expect, it } from 'vitest';
import { ApiError } from '@/shared/api/problem';
import { type Draft, type Keeper, Outbox } from './outbox';

class Disk implements Keeper {
  readonly rows = new Map<string, Draft>();
  all = async (person: string) => [...this.rows.values()].filter((draft) => draft.person === person);
  put = async (draft: Draft) => void this.rows.set(draft.client_id, draft);
  remove = async (clientId: string) => void this.rows.delete(clientId);
}

const ALICE = 'alice';
const draft = (body: string, at = body): Draft => ({
  client_id: `id-${body}`,
  person: ALICE,
  conversation: 'c',
  body,
  reply_to: null,
  attachments: [],
  created_at: at,
});

/** A server that keeps each client_id once and fails as told. */
function world(disk = new Disk()) {
  const said: string[] = [];
  const state = { online: true, fails: [] as (Error | undefined)[] };
  const send = async ({ client_id, body }: Draft) => {
    await Promise.resolve();
    const failure = state.fails.shift();
    if (failure) throw failure;
    if (!said.includes(body)) said.push(body);
    return client_id;
  };
  const outbox = new Outbox({ keeper: disk, send, isOnline: () => state.online, wait: () => 1 });
  return { disk, outbox, said, state };
}

const until = async (isSo: () => boolean) => {
  for (let n = 0; n < 200 && !isSo(); n += 1) await new Promise((done) => setTimeout(done, 2));
  expect(isSo()).toBe(true);
};

describe('the outbox', () => {
  it('sends in the order of writing and is empty then', async () => {
    const { outbox, said, disk } = world();
    await outbox.open(ALICE);
    for (const body of ['1', '2', '3']) await outbox.add(draft(body));
    await until(() => outbox.all().length === 0);
    expect(said).toEqual(['1', '2', '3']);
    expect(disk.rows.size).toBe(0);
  });

  it('keeps the order when the server is dead for a while', async () => {
    const { outbox, said, state } = world();
    state.fails = [new ApiError({}, 0), new ApiError({}, 503), new ApiError({}, 429), new ApiError({}, 401)];
    await outbox.open(ALICE);
    for (const body of ['1', '2']) await outbox.add(draft(body));
    await until(() => outbox.all().length === 0);
    expect(said).toEqual(['1', '2']);
  });

  it('sends nothing while offline, and all of it after', async () => {
    const { outbox, said, state } = world();
    state.online = false;
    await outbox.open(ALICE);
    await outbox.add(draft('1'));
    await new Promise((done) => setTimeout(done, 10));
    expect(said).toEqual([]);
    state.online = true;
    outbox.flush();
    await until(() => outbox.all().length === 0);
    expect(said).toEqual(['1']);
  });

  it('takes up after a reload what was left, in order, and only what is this person’s', async () => {
    const disk = new Disk();
    await disk.put(draft('second', '2'));
    await disk.put(draft('first', '1'));
    await disk.put({ ...draft('of mona'), person: 'mona' });
    const { outbox, said } = world(disk);
    await outbox.open(ALICE);
    await until(() => said.length === 2);
    expect(said).toEqual(['first', 'second']);
    expect([...disk.rows.keys()]).toEqual(['id-of mona']);
  });

  it('sends again what the server took without our hearing of it', async () => {
    const { outbox, said, state } = world();
    await outbox.open(ALICE);
    await outbox.add(draft('1'));
    await until(() => said.length === 1);
    state.fails = [];
    await outbox.add(draft('1'));
    await until(() => outbox.all().length === 0);
    expect(said).toEqual(['1']);
  });

  it('sets aside what is refused for good, and goes on with the rest', async () => {
    const { outbox, said, state } = world();
    state.fails = [new ApiError({ code: 'cannot_write', detail: 'No.' }, 403)];
    await outbox.open(ALICE);
    await outbox.add(draft('1'));
    await outbox.add(draft('2'));
    await until(() => said.length === 1);
    expect(outbox.all()).toMatchObject([{ body: '1', refusal: { code: 'cannot_write' } }]);
    await outbox.retry('id-1');
    await until(() => outbox.all().length === 0);
    expect(said).toEqual(['2', '1']);
  });

  it('forgets what somebody drops', async () => {
    const { outbox, said, state, disk } = world();
    state.online = false;
    await outbox.open(ALICE);
    await outbox.add(draft('1'));
    await outbox.drop('id-1');
    state.online = true;
    outbox.flush();
    await new Promise((done) => setTimeout(done, 10));
    expect(said).toEqual([]);
    expect(disk.rows.size).toBe(0);
  });
});
