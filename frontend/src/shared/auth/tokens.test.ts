import { HttpResponse, http } from 'msw';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { answerTheApi, server } from '@/test/server';
import { accessToken, forgetTokens, hasSession, keepTokens, onSessionLost, refreshToken } from './tokens';

const tokenFor = (seconds: number) => `h.${btoa(JSON.stringify({ exp: Date.now() / 1000 + seconds }))}.s`;

function answerRefresh(answer: () => Response): { count: () => number } {
  let count = 0;
  server.use(
    http.post('/api/token/refresh/', async () => {
      count++;
      await new Promise((resolve) => setTimeout(resolve, 10));
      return answer();
    }),
  );
  return { count: () => count };
}

beforeEach(forgetTokens);

answerTheApi();

describe('the access token', () => {
  it('is used while it is good', async () => {
    const good = tokenFor(600);
    keepTokens({ access: good, refresh: 'r1' });
    expect(await accessToken()).toBe(good); // no request: one would fail the test
  });

  it('is renewed once for all who ask at the same time, and the rotated refresh token is kept', async () => {
    keepTokens({ access: tokenFor(5), refresh: 'r1' });
    const fresh = tokenFor(600);
    const asked = answerRefresh(() => HttpResponse.json({ access: fresh, refresh: 'r2' }));
    expect(await Promise.all([accessToken(), accessToken(), accessToken()])).toEqual([fresh, fresh, fresh]);
    expect(asked.count()).toBe(1);
    expect(refreshToken()).toBe('r2');
  });

  it('ends the session when the refresh token is refused', async () => {
    keepTokens({ access: tokenFor(-5), refresh: 'used' });
    answerRefresh(() => HttpResponse.json({ code: 'token_not_valid' }, { status: 401 }));
    const told = vi.fn();
    const stop = onSessionLost(told);
    expect(await accessToken()).toBeUndefined();
    expect(hasSession()).toBe(false);
    expect(told).toHaveBeenCalledOnce();
    stop();
  });

  it('keeps the session when the server only stumbles', async () => {
    keepTokens({ access: tokenFor(-5), refresh: 'r1' });
    answerRefresh(() => new HttpResponse(null, { status: 503 }));
    expect(await accessToken()).toBeUndefined();
    expect(refreshToken()).toBe('r1');
  });

  it('is nobody’s when nobody is signed in', async () => {
    expect(await accessToken()).toBeUndefined();
  });
});
