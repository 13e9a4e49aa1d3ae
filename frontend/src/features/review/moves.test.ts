import { describe, expect, it } from 'vitest';
import { actOf, isDirect, targetsOf } from './moves';

const printer = { id: 'p', name: 'Elbe' };
const job = (status: string, allowed_actions: string[], withPrinter = true) =>
  ({ status, allowed_actions, printer: withPrinter ? printer : null }) as never;

describe('moves on the board', () => {
  it('accepts and starts at once', () => {
    expect(actOf(job('pending', ['accept']), 'accepted')).toBe('accept');
    expect(actOf(job('accepted', ['start', 'assign']), 'processing')).toBe('start');
    expect([isDirect('accept'), isDirect('start'), isDirect('fail')]).toEqual([true, true, false]);
  });

  it('asks for a printer before it starts', () => {
    expect(actOf(job('accepted', ['start', 'assign'], false), 'processing')).toBe('assign');
    expect(actOf(job('accepted', [], false), 'processing')).toBeUndefined();
  });

  it('offers only what is allowed to this person now', () => {
    expect(actOf(job('pending', []), 'accepted')).toBeUndefined();
    expect(actOf(job('pending', ['accept']), 'completed')).toBeUndefined();
    expect(targetsOf(job('failed', ['retry', 'reassign']))).toEqual(['pending', 'processing']);
    expect(targetsOf(job('completed', []))).toEqual([]);
  });
});
