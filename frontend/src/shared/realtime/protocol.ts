/** The wire: strato protocol v1, as documented in docs/reference/asyncapi.yaml. */
export type Cursor = { epoch: string; seq: number };

export type Envelope = {
  v: 1;
  type: string;
  id?: string;
  topic?: string;
  seq?: number;
  ts?: string;
  data: Record<string, unknown>;
};

export type WireMessage = {
  type: 'hello' | 'resume' | 'subscribe' | 'unsubscribe' | 'auth.refresh' | 'received' | 'pong';
  data: Record<string, unknown>;
};

export const CLOSE = {
  BAD_FRAME: 4400,
  UNAUTHENTICATED: 4401,
  FORBIDDEN: 4403,
  TIMEOUT: 4408,
  SLOW_CONSUMER: 4409,
  TOO_LARGE: 4413,
  TOO_MANY: 4429,
  DRAINING: 4503,
} as const;

const LONGEST_MS = 30_000;

/** Full jitter: anywhere between nothing and half a second doubled with each failure, at most 30 s. */
export function backoffMs(failures: number, random: () => number): number {
  return random() * Math.min(LONGEST_MS, 500 * 2 ** failures);
}

/** Milliseconds from a draining server's `{"retry_after": seconds}`; undefined when it said nothing. */
export function retryAfterMs(reason: string): number | undefined {
  try {
    const seconds = (JSON.parse(reason) as { retry_after?: unknown }).retry_after;
    return typeof seconds === 'number' ? seconds * 1000 : undefined;
  } catch {
    return undefined;
  }
}
