import { afterEach, expect, it, vi } from 'vitest';
import { sendFile } from './sendFile';

afterEach(() => vi.unstubAllGlobals());

/** The network: an upload may begin, but no piece of it gets through. */
function refusing(onRefusal: () => void): { said: string[] } {
  const said: string[] = [];
  vi.stubGlobal(
    'XMLHttpRequest',
    class {
      status = 201;
      responseText = '{}';
      upload = {};
      onload = () => {};
      method = '';
      open(method: string, url: string) {
        this.method = `${method} ${url}`;
      }
      setRequestHeader() {}
      getResponseHeader = (name: string) => (name === 'Location' ? '/api/uploads/1/' : '0');
      abort() {}
      send() {
        said.push(this.method);
        if (this.method.startsWith('PATCH')) {
          this.status = 503;
          onRefusal();
        }
        queueMicrotask(() => this.onload());
      }
    },
  );
  return { said };
}

it('sends nothing of a file that was taken back before', async () => {
  const { said } = refusing(() => {});
  const signal = AbortSignal.abort();
  await expect(sendFile('/there/', new File(['x'], 'x.txt'), { signal })).rejects.toMatchObject({ name: 'AbortError' });
  expect(said).toEqual([]);
});

it('does not go on with a large file that was taken back while it waited to try a piece again', async () => {
  const stop = new AbortController();
  const { said } = refusing(() => setTimeout(() => stop.abort()));
  const large = new File([new Uint8Array(9 * 1024 * 1024)], 'large.stl');
  await expect(sendFile('/there/', large, { signal: stop.signal })).rejects.toBeDefined();
  expect(said.filter((one) => !one.startsWith('HEAD'))).toEqual(['POST /api/uploads/', 'PATCH /api/uploads/1/']);
});
