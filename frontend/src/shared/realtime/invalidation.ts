import type { QueryKey } from '@tanstack/react-query';
import type { Envelope } from './protocol';

type KeysOf = (data: Record<string, unknown>) => QueryKey[];

const registry = new Map<string, KeysOf[]>();

/** Which queries a durable frame makes stale. A feature says so once, beside its queries: `onFrame('status.changed', …)`. */
export function onFrame(type: string, keysOf: KeysOf): void {
  registry.set(type, [...(registry.get(type) ?? []), keysOf]);
}

export function keysToInvalidate(frame: Envelope): QueryKey[] {
  return (registry.get(frame.type) ?? []).flatMap((keysOf) => keysOf(frame.data));
}
