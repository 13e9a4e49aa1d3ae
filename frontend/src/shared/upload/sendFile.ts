import { identity } from '@/shared/api/client';
import { ApiError, toApiError } from '@/shared/api/problem';

export type SendOptions = { onProgress?: (share: number) => void; signal?: AbortSignal };

const PIECE_BYTES = 4 * 1024 * 1024;
const LARGE_BYTES = 8 * 1024 * 1024;
const TRIES = 6;
const TUS = { 'Tus-Resumable': '1.0.0' };

/**
 * Sends a file to `url`: at once in a form when it is small; when it is large in pieces by the tus protocol, which go on
 * where the line was cut, and then as `upload=<id>`.
 */
export async function sendFile<T>(url: string, file: File, options: SendOptions = {}): Promise<T> {
  const form = new FormData();
  if (file.size > LARGE_BYTES) form.set('upload', await sendInPieces(file, options));
  else form.set('file', file);
  const onProgress = file.size > LARGE_BYTES ? undefined : options.onProgress;
  const answer = await send('POST', url, form, await identity(), { ...options, onProgress });
  return JSON.parse(answer.responseText) as T;
}

async function sendInPieces(file: File, { onProgress, signal }: SendOptions): Promise<string> {
  const metadata = `filename ${btoa(String.fromCharCode(...new TextEncoder().encode(file.name)))}`;
  const created = await send(
    'POST',
    '/api/uploads/',
    null,
    { ...(await identity()), ...TUS, 'Upload-Length': String(file.size), 'Upload-Metadata': metadata },
    { signal },
  );
  const url = new URL(created.getResponseHeader('Location') ?? '', location.href).pathname;
  let offset = 0;
  let failures = 0;
  while (offset < file.size) {
    const from = offset;
    const piece = file.slice(from, from + PIECE_BYTES);
    try {
      const headers = { ...(await identity()), ...TUS, 'Upload-Offset': String(from), 'Content-Type': 'application/offset+octet-stream' };
      const answer = await send('PATCH', url, piece, headers, {
        signal,
        onProgress: (share) => onProgress?.((from + share * piece.size) / file.size),
      });
      offset = Number(answer.getResponseHeader('Upload-Offset'));
      failures = 0;
    } catch (error) {
      failures += 1;
      if (signal?.aborted || failures >= TRIES || !mayPass(error)) throw error;
      await new Promise((resolve) => setTimeout(resolve, 500 * 2 ** failures));
      offset = await offsetOf(url).catch(() => from);
    }
  }
  return url.split('/').filter(Boolean).at(-1) ?? '';
}

async function offsetOf(url: string): Promise<number> {
  const answer = await send('HEAD', url, null, { ...(await identity()), ...TUS }, {});
  return Number(answer.getResponseHeader('Upload-Offset'));
}

const mayPass = (error: unknown) => error instanceof ApiError && (error.status === 0 || error.status === 409 || error.status >= 500);

/** XMLHttpRequest, because fetch cannot tell how much of a body has left. */
async function send(
  method: string,
  url: string,
  body: XMLHttpRequestBodyInit | null,
  headers: Record<string, string>,
  { onProgress, signal }: SendOptions,
): Promise<XMLHttpRequest> {
  signal?.throwIfAborted(); // canceled while nothing was on its way: between two pieces, or before a fresh token came
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(method, url);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.onprogress = ({ loaded, total }) => onProgress?.(total ? loaded / total : 0);
    request.onload = () => (request.status < 400 ? resolve(request) : reject(problemOf(request)));
    request.onerror = () => reject(new ApiError({}, 0));
    request.onabort = () => reject(new DOMException('aborted', 'AbortError'));
    signal?.addEventListener('abort', () => request.abort(), { once: true });
    request.send(body);
  });
}

function problemOf(request: XMLHttpRequest): ApiError {
  const response = new Response(null, { status: request.status < 600 && request.status >= 200 ? request.status : 500 });
  try {
    return toApiError(JSON.parse(request.responseText), response);
  } catch {
    return toApiError({}, response);
  }
}

type Fields = Record<string, string | Blob | undefined>;

/** A form with files and fields; the answer's JSON. */
export async function sendForm<T>(method: 'POST' | 'PATCH', url: string, fields: Fields, options: SendOptions = {}): Promise<T> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) if (value !== undefined && value !== '') form.set(name, value);
  const answer = await send(method, url, form, await identity(), options);
  return JSON.parse(answer.responseText) as T;
}

export const postForm = <T>(url: string, fields: Fields, options?: SendOptions) => sendForm<T>('POST', url, fields, options);
