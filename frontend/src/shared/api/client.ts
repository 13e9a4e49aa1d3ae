import i18next from 'i18next';
import { accessToken, forgetGuestKey, guestKey, hasSession } from '@/shared/auth/tokens';
import { client } from './gen/client.gen';
import { toApiError } from './problem';

/** Same origin, bearer token or guest key, one kind of error. Called once at start. */
export function configureApi(): void {
  client.setConfig({ baseUrl: location.origin, throwOnError: true });
  client.interceptors.request.use(async (request) => {
    for (const [name, value] of Object.entries(await identity())) request.headers.set(name, value);
    return request;
  });
  client.interceptors.response.use(async (response, request) => {
    // Refused with a token that seemed good: only the server knows whether the session still stands.
    if (response.status === 401 && request.headers.has('Authorization') && hasSession()) await accessToken(true);
    // The server no longer knows this guest: the next thing a guest makes asks for a new key.
    if (response.status === 401 && request.headers.has('X-Guest') && (await codeOf(response)) === 'guest_key_invalid') forgetGuestKey();
    return response;
  });
  client.interceptors.error.use((error, response) => toApiError(error, response));
}

async function codeOf(response: Response): Promise<string | undefined> {
  const problem = (await response
    .clone()
    .json()
    .catch(() => undefined)) as { code?: string } | undefined;
  return problem?.code;
}

/** Headers that say who asks: the person, or the guest whose browser this is. */
export async function identity(): Promise<Record<string, string>> {
  const headers: Record<string, string> = { 'Accept-Language': i18next.language };
  const token = await accessToken().catch(unanswered);
  if (token) headers.Authorization = `Bearer ${token}`;
  else if (guestKey()) headers['X-Guest'] = guestKey() as string;
  return headers;
}

/** A token that could not be renewed for want of a network is the same to its reader as any other answer that did not come. */
function unanswered(error: unknown): never {
  throw toApiError(error);
}
