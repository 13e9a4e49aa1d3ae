import { HttpResponse, http } from 'msw';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { answerTheApi, server } from '@/test/server';
import { forgetTokens, guestKey, keepGuestKey, keepTokens } from '../auth/tokens';
import { configureApi } from './client';
import { meRetrieve } from './gen/sdk.gen';
import { ApiError, isPassing } from './problem';

const fails = async (answer: Response): Promise<ApiError> => {
  server.use(http.get('/api/me/', () => answer));
  const error = await meRetrieve().then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(ApiError);
  return error as ApiError;
};

beforeAll(() => configureApi());
beforeEach(forgetTokens);

answerTheApi();

describe('every failure is one kind of error', () => {
  it('reads a problem document', async () => {
    const body = { status: 409, code: 'wrong_state', detail: 'Too late.', fields: { x: [{ code: 'c', message: 'm' }] } };
    const error = await fails(HttpResponse.json(body, { status: 409, headers: { 'Content-Type': 'application/problem+json' } }));
    expect([error.status, error.code, error.message, error.fields]).toEqual([409, 'wrong_state', 'Too late.', body.fields]);
  });

  it('is an error too when the server has no words', async () => {
    const error = await fails(new HttpResponse(null, { status: 500, headers: { 'X-Request-ID': 'r-9' } }));
    expect([error.status, error.code, error.requestId]).toEqual([500, 'http_500', 'r-9']);
  });

  it('knows the network from the server', async () => {
    const error = await fails(HttpResponse.error());
    expect([error.status, error.code, isPassing(error)]).toEqual([0, 'offline', true]);
  });

  it('knows it also when the token could not be renewed', async () => {
    keepTokens({ access: 'used-up', refresh: 'good' });
    server.use(http.post('/api/token/refresh/', () => HttpResponse.error()));
    const error = await fails(HttpResponse.json({}));
    expect([error.status, error.code, isPassing(error)]).toEqual([0, 'offline', true]);
  });

  it('repeats by itself only what may pass', () => {
    expect([0, 400, 404, 409, 500, 502, 503].map((status) => isPassing(new ApiError({}, status)))).toEqual([
      true,
      false,
      false,
      false,
      false,
      true,
      true,
    ]);
  });
});

describe('who asks', () => {
  it('is the guest whose browser this is', async () => {
    keepGuestKey('g-1');
    let guest: string | null = null;
    server.use(
      http.get('/api/me/', ({ request }) => {
        guest = request.headers.get('X-Guest');
        return HttpResponse.json({});
      }),
    );
    await meRetrieve();
    expect(guest).toBe('g-1');
  });

  it.each([
    ['guest_key_invalid', undefined],
    ['not_authenticated', 'g-1'],
  ])('after %s the guest key is %s', async (code, key) => {
    keepGuestKey('g-1');
    await fails(HttpResponse.json({ status: 401, code }, { status: 401 }));
    expect(guestKey()).toBe(key);
  });
});
