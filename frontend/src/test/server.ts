import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll } from 'vitest';

/** The edge that tests fake: each test says what the API answers; a request that nobody expects fails it. */
export const server = setupServer();

/** For test files that speak to the API. The others (sockets to a real local server, say) are left alone. */
export function answerTheApi(): void {
  beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
  afterEach(() => server.resetHandlers());
  afterAll(() => server.close());
}
