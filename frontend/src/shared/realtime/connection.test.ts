import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WebSocket as ServerSocket, WebSocketServer } from 'ws';
import { Connection, type ConnectionOptions, type LiveState } from './connection';
import { backoffMs, CLOSE, type Envelope, retryAfterMs } from './protocol';

type Said = { type: string; data: Record<string, unknown> };

/** A real server on a real socket that says what the test tells it to. */
class Server {
  readonly said: Said[] = [];
  readonly sockets: ServerSocket[] = [];
  onHello: (socket: ServerSocket, said: Said) => void = (socket) => say(socket, 'ready', { seq: 0, epoch: 'e' });
  private readonly server = new WebSocketServer({ port: 0 });

  constructor() {
    this.server.on('connection', (socket) => {
      this.sockets.push(socket);
      socket.on('message', (raw) => {
        const said = JSON.parse(String(raw)) as Said;
        this.said.push(said);
        if (said.type === 'hello') this.onHello(socket, said);
      });
    });
  }

  get url(): string {
    return `ws://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  of(type: string): Said[] {
    return this.said.filter((one) => one.type === type);
  }

  stop(): void {
    for (const socket of this.sockets) socket.terminate();
    this.server.close();
  }
}

function say(socket: ServerSocket, type: string, data: object, more: object = {}): void {
  socket.send(JSON.stringify({ v: 1, type, data, ...more }));
}

/** jsdom's socket does not live with Node's events; this one is as real. */
const open: ConnectionOptions['open'] = (url) => new ServerSocket(url) as unknown as WebSocket;

describe('the connection', () => {
  let server: Server;
  let connection: Connection;
  let heard: Envelope[];
  let states: LiveState[];
  let onResync: ReturnType<typeof vi.fn<() => void>>;
  let token: ReturnType<typeof vi.fn<ConnectionOptions['token']>>;
  let poll: ReturnType<typeof vi.fn<ConnectionOptions['poll']>>;

  beforeEach(() => {
    server = new Server();
    heard = [];
    states = [];
    onResync = vi.fn<() => void>();
    token = vi.fn<ConnectionOptions['token']>(async () => 'token');
    poll = vi.fn<ConnectionOptions['poll']>(async () => ({ epoch: 'e', head: 0, frames: [], resync: false }));
    connection = new Connection({
      url: server.url,
      token,
      poll,
      onResync,
      onState: (state) => states.push(state),
      open,
      random: () => 0.01,
    });
    connection.listen((frame) => heard.push(frame));
  });

  afterEach(() => {
    connection.stop();
    server.stop();
  });

  const seqs = () => heard.map((frame) => frame.seq);
  const live = () => vi.waitFor(() => expect(states.at(-1)).toBe('live'));

  it('says hello with its token and becomes live', async () => {
    connection.start();
    await live();
    expect(server.of('hello')[0].data).toMatchObject({ token: 'token', resume: null });
  });

  it('hands on durable frames once and in order, and asks for a gap', async () => {
    connection.start();
    await live();
    const [socket] = server.sockets;
    say(socket, 'status.changed', {}, { seq: 1 });
    say(socket, 'status.changed', {}, { seq: 1 });
    say(socket, 'status.changed', {}, { seq: 3 });
    await vi.waitFor(() => expect(server.of('resume')).toHaveLength(1));
    expect(server.of('resume')[0].data).toEqual({ seq: 1 });
    for (const seq of [2, 3]) say(socket, 'status.changed', {}, { seq });
    await vi.waitFor(() => expect(seqs()).toEqual([1, 2, 3]));
  });

  it('tells what it has, once a second', async () => {
    connection.start();
    await vi.waitFor(() => expect(states).toContain('live'));
    for (const seq of [1, 2, 3]) say(server.sockets[0] as ServerSocket, 'x', {}, { seq, topic: 'user' });
    await vi.waitFor(() => expect(server.of('received').map((one) => one.data)).toEqual([{ seq: 3 }]), { timeout: 3_000 });
  });

  it('notices by the heartbeat that the last frame was lost', async () => {
    connection.start();
    await live();
    say(server.sockets[0], 'ping', { head: 4 });
    await vi.waitFor(() => expect(server.of('resume')[0]?.data).toEqual({ seq: 0 }));
    expect(server.of('pong')).toHaveLength(1);
  });

  it('comes back with its cursor and its topics', async () => {
    const followed: Envelope[] = [];
    connection.follow('print-job:1', (frame) => followed.push(frame));
    connection.start();
    await live();
    say(server.sockets[0], 'status.changed', {}, { seq: 1 });
    await vi.waitFor(() => expect(seqs()).toEqual([1]));
    server.onHello = (socket) => {
      say(socket, 'status.changed', {}, { seq: 2 });
      say(socket, 'ready', { seq: 2, epoch: 'e' });
    };
    server.sockets[0].terminate();
    await vi.waitFor(() => expect(server.of('subscribe')).toHaveLength(2));
    expect(server.of('hello')[1].data.resume).toEqual({ epoch: 'e', seq: 1 });
    expect(seqs()).toEqual([1, 2]);
    say(server.sockets[1], 'print_job.progress', { percent: 40 }, { topic: 'print-job:1' });
    await vi.waitFor(() => expect(followed[0]?.data).toEqual({ percent: 40 }));
    expect(onResync).toHaveBeenCalledOnce();
  });

  it('loads everything again when the server no longer has what was missed', async () => {
    connection.start();
    await live();
    say(server.sockets[0], 'resync', { reason: 'too_old', seq: 90, epoch: 'f' });
    await vi.waitFor(() => expect(onResync).toHaveBeenCalledOnce());
    say(server.sockets[0], 'status.changed', {}, { seq: 91 });
    await vi.waitFor(() => expect(seqs()).toEqual([91]));
  });

  it('brings a fresh token when the old one is about to end, and after 4401', async () => {
    connection.start();
    await live();
    say(server.sockets[0], 'auth.expiring', { expires_at: 1 });
    await vi.waitFor(() => expect(server.of('auth.refresh')).toHaveLength(1));
    server.sockets[0].close(CLOSE.UNAUTHENTICATED);
    await vi.waitFor(() => expect(server.of('hello')).toHaveLength(2));
    expect(token.mock.calls.map(([fresh]) => fresh)).toEqual([false, true, true]);
  });

  it('stays away when access was taken', async () => {
    connection.start();
    await live();
    server.sockets[0].close(CLOSE.FORBIDDEN);
    await vi.waitFor(() => expect(states.at(-1)).toBe('refused'));
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(server.of('hello')).toHaveLength(1);
  });

  it('stays away with the token that was refused, and comes back with another', async () => {
    connection.start();
    await live();
    server.sockets[0].close(CLOSE.FORBIDDEN);
    await vi.waitFor(() => expect(states.at(-1)).toBe('refused'));
    await vi.waitFor(() => expect(token).toHaveBeenCalledTimes(2), { timeout: 4_000 });
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(server.of('hello')).toHaveLength(1);
    connection.stop();
    connection.start();
    await live();
    token.mockResolvedValue('another');
    server.sockets[1].close(CLOSE.FORBIDDEN);
    await vi.waitFor(() => expect(server.of('hello').at(-1)?.data).toMatchObject({ token: 'another' }), { timeout: 4_000 });
    await live();
  }, 12_000);

  it('polls when sockets do not work, and stops when they do again', async () => {
    poll.mockResolvedValue({ epoch: 'e', head: 1, resync: false, frames: [{ v: 1, type: 'status.changed', seq: 1, data: {} }] });
    connection.start();
    await live();
    let refusals = 0;
    server.onHello = (socket) => {
      refusals += 1;
      if (refusals < 4) socket.close(CLOSE.TOO_MANY);
      else say(socket, 'ready', { seq: 1, epoch: 'e' });
    };
    server.sockets[0].terminate();
    await vi.waitFor(() => expect(seqs()).toEqual([1]), { timeout: 3_000 });
    await vi.waitFor(() => expect(states.at(-1)).toBe('live'), { timeout: 3_000 });
    expect(states).toContain('polling');
  });

  it('is quiet after stop', async () => {
    connection.start();
    await live();
    connection.stop();
    await vi.waitFor(() => expect(server.sockets[0].readyState).toBe(3));
    expect(states.at(-1)).toBe('idle');
  });
});

describe('waiting', () => {
  it('doubles with each failure and never passes 30 s', () => {
    expect([1, 2, 3, 20].map((failures) => backoffMs(failures, () => 1))).toEqual([1_000, 2_000, 4_000, 30_000]);
    expect(backoffMs(5, () => 0)).toBe(0);
  });

  it('heeds what a draining server asks', () => {
    expect(retryAfterMs('{"retry_after": 2.5}')).toBe(2_500);
    expect(retryAfterMs('bye')).toBeUndefined();
  });
});
