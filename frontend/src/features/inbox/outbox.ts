import type { AttachmentCard, QuoteCard } from '@/shared/api/gen/types.gen';
import { ApiError } from '@/shared/api/problem';

/** A message that the server may not have yet. `client_id` makes sending it twice the same as once. */
export type Draft = {
  client_id: string;
  person: string;
  conversation: string;
  body: string;
  reply_to: QuoteCard | null;
  attachments: AttachmentCard[];
  created_at: string;
  /** The server refused it, and would again: somebody has to decide. */
  refusal?: { code: string; detail: string; facts: Record<string, unknown> };
};

/** Where drafts are kept, over reloads. */
export type Keeper = {
  all: (person: string) => Promise<Draft[]>;
  put: (draft: Draft) => Promise<unknown>;
  remove: (clientId: string) => Promise<unknown>;
};

export type OutboxOptions = {
  keeper: Keeper;
  /** Resolves when the server has it. */
  send: (draft: Draft) => Promise<unknown>;
  isOnline?: () => boolean;
  wait?: (failures: number) => number;
};

const LONGEST_MS = 30_000;
const NONE: readonly Draft[] = [];

/**
 * What was written goes out in order, one by one, as often as it takes. A draft leaves the outbox when the server has
 * answered for it, and is in the keeper before anybody sees it: neither a reload nor a dead server loses or doubles one.
 */
export class Outbox {
  private drafts: readonly Draft[] = NONE;
  private person = '';
  private failures = 0;
  private running = false;
  private isAsked = false;
  private timer?: ReturnType<typeof setTimeout>;
  private readonly listeners = new Set<() => void>();

  constructor(private readonly options: OutboxOptions) {}

  readonly all = (): readonly Draft[] => this.drafts;

  readonly subscribe = (tell: () => void): (() => void) => {
    this.listeners.add(tell);
    return () => void this.listeners.delete(tell);
  };

  /** Takes up what this person left unsent; empty: nobody is here. */
  async open(person: string): Promise<void> {
    this.person = person;
    clearTimeout(this.timer);
    const kept = person ? await this.options.keeper.all(person) : [];
    if (this.person !== person) return;
    const late = this.drafts.filter((draft) => draft.person === person && !kept.some(({ client_id }) => client_id === draft.client_id));
    this.become([...kept.sort(byAge), ...late]);
    this.flush();
  }

  async add(draft: Draft): Promise<void> {
    await this.options.keeper.put(draft);
    this.become([...this.drafts, draft]);
    this.flush();
  }

  /** Once more, at its old place in line. */
  async retry(clientId: string): Promise<void> {
    const draft = this.drafts.find((one) => one.client_id === clientId);
    if (!draft) return;
    await this.change({ ...draft, refusal: undefined });
    this.flush();
  }

  async drop(clientId: string): Promise<void> {
    await this.options.keeper.remove(clientId);
    this.become(this.drafts.filter((one) => one.client_id !== clientId));
  }

  /** Sends what waits, now; asked while something is being sent, once more after it. */
  readonly flush = (): void => {
    this.isAsked = this.running;
    if (this.running) return;
    clearTimeout(this.timer);
    this.running = true;
    void this.run().finally(() => {
      this.running = false;
      if (this.isAsked) this.flush();
    });
  };

  private async run(): Promise<void> {
    for (let next = this.next(); next; next = this.next()) {
      if (this.options.isOnline?.() === false) return; // "online" calls flush
      try {
        await this.options.send(next);
        this.failures = 0;
        await this.drop(next.client_id);
      } catch (error) {
        if (isFinal(error)) await this.change({ ...next, refusal: refusalOf(error) });
        else {
          this.failures += 1;
          this.timer = setTimeout(this.flush, (this.options.wait ?? backoff)(this.failures));
          return;
        }
      }
    }
  }

  private next(): Draft | undefined {
    return this.drafts.find(({ refusal, person }) => !refusal && person === this.person);
  }

  private async change(draft: Draft): Promise<void> {
    await this.options.keeper.put(draft);
    this.become(this.drafts.map((one) => (one.client_id === draft.client_id ? draft : one)));
  }

  private become(drafts: readonly Draft[]): void {
    this.drafts = drafts.length ? drafts : NONE;
    for (const tell of this.listeners) tell();
  }
}

const byAge = (one: Draft, other: Draft) => (one.created_at < other.created_at ? -1 : 1);
const backoff = (failures: number) => (0.5 + Math.random() / 2) * Math.min(LONGEST_MS, 500 * 2 ** failures);

/** Would the same be refused again? Not without a connection, a session, or patience; nor by the server's own faults. */
const isFinal = (error: unknown): error is ApiError =>
  error instanceof ApiError && error.status >= 400 && error.status < 500 && ![401, 408, 425, 429].includes(error.status);

const refusalOf = ({ code, message, facts }: ApiError) => ({ code, detail: message, facts });
