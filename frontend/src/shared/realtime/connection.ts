import { backoffMs, CLOSE, type Cursor, type Envelope, retryAfterMs, type WireMessage } from './protocol';

export type LiveState = 'idle' | 'connecting' | 'live' | 'polling' | 'refused';
export type FrameListener = (frame: Envelope) => void;
export type FramesPage = { epoch: string; head: number; frames: Envelope[]; resync: boolean };

export type ConnectionOptions = {
  url: string;
  /** A token that is good now; `fresh` asks for a new one. Undefined: nobody is signed in. */
  token: (fresh: boolean) => Promise<string | undefined>;
  /** GET /api/realtime/frames/ for browsers that cannot hold a socket. */
  poll: (after: Cursor) => Promise<FramesPage>;
  /** What we hold is no longer known to be whole: load everything again. */
  onResync: () => void;
  onState?: (state: LiveState) => void;
  /** What the browser says of itself, replaceable in tests. */
  open?: (url: string) => WebSocket;
  random?: () => number;
};

const SILENCE_MS = 60_000;
const STABLE_MS = 30_000;
const SECOND_LOOK_MS = 2_000;
const RECEIVED_MS = 1_000;
const POLL_AFTER_FAILURES = 3;
const POLL_MS = [5_000, 15_000] as const;

/**
 * One socket for the whole page. Durable frames come once each and in order, whatever the network does: the cursor
 * `(epoch, seq)` says what we have, a gap is asked for on the same socket, and a poll takes over where sockets do not work.
 */
export class Connection {
  private socket?: WebSocket;
  private cursor?: Cursor;
  private state: LiveState = 'idle';
  private failures = 0;
  private sent = 0;
  private wantsFreshToken = false;
  private usedToken?: string;
  private timers: Partial<Record<'retry' | 'silence' | 'stable' | 'poll' | 'received', ReturnType<typeof setTimeout>>> = {};
  private readonly topics = new Map<string, Set<FrameListener>>();
  private readonly listeners = new Set<FrameListener>();

  constructor(private readonly options: ConnectionOptions) {}

  start(): void {
    if (this.state !== 'idle') return;
    window.addEventListener('online', this.hurry);
    document.addEventListener('visibilitychange', this.hurryWhenVisible);
    void this.connect();
  }

  /** Forget the person and the cursor. */
  stop(): void {
    window.removeEventListener('online', this.hurry);
    document.removeEventListener('visibilitychange', this.hurryWhenVisible);
    for (const name of Object.keys(this.timers) as (keyof typeof this.timers)[]) this.clear(name);
    this.hangUp();
    this.cursor = undefined;
    this.failures = 0;
    this.enter('idle');
  }

  /** Every durable frame. */
  listen(listener: FrameListener): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  /** Frames of one topic, e.g. "print-job:0190…"; nothing comes for what one may not see. */
  follow(topic: string, listener: FrameListener): () => void {
    const followers = this.topics.get(topic) ?? new Set();
    this.topics.set(topic, followers.add(listener));
    if (followers.size === 1 && this.state === 'live') this.send({ type: 'subscribe', data: { topic } });
    return () => {
      followers.delete(listener);
      if (followers.size > 0 || this.topics.get(topic) !== followers) return;
      this.topics.delete(topic);
      if (this.state === 'live') this.send({ type: 'unsubscribe', data: { topic } });
    };
  }

  private async connect(): Promise<void> {
    this.clear('retry');
    if (this.state !== 'polling') this.enter('connecting');
    const token = await this.options.token(this.wantsFreshToken).catch(() => undefined);
    if (this.state === 'idle') return;
    if (!token) {
      this.failed();
      return;
    }
    this.wantsFreshToken = false;
    this.usedToken = token;
    const socket = (this.options.open ?? ((url) => new WebSocket(url)))(this.options.url);
    this.socket = socket;
    socket.onopen = () => this.send({ type: 'hello', data: { token, resume: this.cursor ?? null, caps: [] } });
    socket.onmessage = ({ data }) => socket === this.socket && this.receive(JSON.parse(String(data)) as Envelope);
    socket.onclose = ({ code, reason }) => socket === this.socket && this.closed(code, reason);
    this.expectSound();
  }

  private receive(frame: Envelope): void {
    this.expectSound();
    const handle = this.protocol[frame.type];
    if (handle) handle(frame.data as never);
    else if (typeof frame.seq === 'number') this.durable(frame as Envelope & { seq: number });
    else this.ephemeral(frame);
  }

  private readonly protocol: Record<string, ((data: never) => void) | undefined> = {
    ready: (data: Cursor) => this.ready(data),
    resync: (data: Cursor) => {
      this.cursor = { epoch: data.epoch, seq: data.seq };
      this.options.onResync();
    },
    ping: ({ head }: { head: number }) => {
      this.send({ type: 'pong', data: {} });
      if (this.cursor && head > this.cursor.seq) this.askForGap();
    },
    'auth.expiring': () => void this.refreshToken(),
    'auth.refreshed': () => undefined,
    'topic.closed': () => undefined,
    ack: () => undefined,
    error: () => undefined,
  };

  private ready(at: Cursor): void {
    const isFirst = !this.cursor;
    this.cursor = { epoch: at.epoch, seq: Math.max(at.seq, this.cursor?.seq ?? 0) };
    this.clear('poll');
    this.enter('live');
    this.timers.stable = setTimeout(() => {
      this.failures = 0;
    }, STABLE_MS);
    for (const topic of this.topics.keys()) this.send({ type: 'subscribe', data: { topic } });
    if (!isFirst && this.topics.size > 0) this.options.onResync(); // what topics said meanwhile is gone: ephemeral frames are not kept
  }

  private durable(frame: Envelope & { seq: number }): void {
    if (this.cursor && frame.seq <= this.cursor.seq) return;
    if (this.cursor && this.state === 'live' && frame.seq !== this.cursor.seq + 1) {
      this.askForGap();
      return;
    }
    if (this.cursor) this.cursor = { ...this.cursor, seq: frame.seq };
    for (const listener of this.listeners) listener(frame);
    this.timers.received ??= setTimeout(() => this.sayReceived(), RECEIVED_MS);
  }

  /** What arrived is known to the server: a sender sees it delivered, and nobody is mailed about what is on the screen. */
  private sayReceived(): void {
    this.clear('received');
    if (this.cursor && this.state === 'live') this.send({ type: 'received', data: { seq: this.cursor.seq } });
  }

  private ephemeral(frame: Envelope): void {
    for (const listener of this.topics.get(frame.topic ?? '') ?? []) listener(frame);
  }

  private askForGap(): void {
    if (this.cursor) this.send({ type: 'resume', data: { seq: this.cursor.seq } });
  }

  private async refreshToken(): Promise<void> {
    const token = await this.options.token(true).catch(() => undefined);
    if (token) this.send({ type: 'auth.refresh', data: { token } });
  }

  private closed(code: number, reason: string): void {
    this.socket = undefined;
    this.clear('stable');
    if (this.state === 'idle') return;
    if (code === CLOSE.FORBIDDEN) {
      this.clear('silence');
      this.enter('refused');
      this.timers.retry = setTimeout(() => void this.lookAgain(), SECOND_LOOK_MS);
      return;
    }
    if (code === CLOSE.UNAUTHENTICATED) this.wantsFreshToken = true;
    this.failed(code === CLOSE.DRAINING ? retryAfterMs(reason) : undefined);
  }

  /** Access was taken from the session of this token. A new one tells: refused, and this window signs out, too. */
  private async lookAgain(): Promise<void> {
    const token = await this.options.token(true).catch(() => undefined);
    if (this.state === 'refused' && token && token !== this.usedToken) void this.connect();
  }

  private failed(waitMs?: number): void {
    this.failures += 1;
    this.clear('silence');
    if (this.failures >= POLL_AFTER_FAILURES) this.startPolling();
    else if (this.state !== 'polling') this.enter('connecting');
    this.timers.retry = setTimeout(() => void this.connect(), waitMs ?? backoffMs(this.failures, this.random));
  }

  private startPolling(): void {
    if (this.timers.poll || !this.cursor) return;
    this.enter('polling');
    const poll = async () => {
      const page = this.cursor && (await this.options.poll(this.cursor).catch(() => undefined));
      if (page && this.state === 'polling') this.takePage(page);
      if (this.state === 'polling')
        this.timers.poll = setTimeout(() => void poll(), POLL_MS[0] + this.random() * (POLL_MS[1] - POLL_MS[0]));
    };
    this.timers.poll = setTimeout(() => void poll(), 0);
  }

  private takePage(page: FramesPage): void {
    if (page.resync) {
      this.cursor = { epoch: page.epoch, seq: page.head };
      this.options.onResync();
      return;
    }
    for (const frame of page.frames) this.durable(frame as Envelope & { seq: number });
  }

  private send(message: WireMessage): void {
    if (this.socket?.readyState !== WebSocket.OPEN) return;
    this.sent += 1;
    this.socket.send(JSON.stringify({ v: 1, id: String(this.sent), ...message }));
  }

  private expectSound(): void {
    this.clear('silence');
    this.timers.silence = setTimeout(() => {
      this.hangUp();
      if (this.state !== 'idle') this.failed();
    }, SILENCE_MS);
  }

  private hangUp(): void {
    const socket = this.socket;
    this.socket = undefined;
    if (socket && socket.readyState <= WebSocket.OPEN) socket.close(1000);
  }

  private readonly hurry = () => {
    if (!this.timers.retry || this.state === 'refused') return;
    this.clear('retry');
    this.timers.retry = setTimeout(() => void this.connect(), this.random() * 3_000);
  };

  private readonly hurryWhenVisible = () => {
    if (document.visibilityState === 'visible') this.hurry();
  };

  private readonly random = () => (this.options.random ?? Math.random)();

  private clear(name: keyof typeof this.timers): void {
    clearTimeout(this.timers[name]);
    delete this.timers[name];
  }

  private enter(state: LiveState): void {
    if (state === this.state) return;
    this.state = state;
    this.options.onState?.(state);
  }
}
