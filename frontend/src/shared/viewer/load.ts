import { factsOf, type ModelFacts } from './facts';
import { type ModelFormat, unitFactor } from './formats';
import { parseModel, positionsOfGroup } from './parse';
import type { ParseAnswer, ParseRequest } from './parse.worker';

export type LoadedModel = { positions: Float32Array; facts: ModelFacts };

/** The file is no mesh that the browser can draw. */
export class UnreadableModel extends Error {}

const WORKER_BYTES = 5_000_000;

/** Parses a model to positions in mm and its facts; large STL and OBJ in a worker, so that the page keeps answering. */
export async function loadModel(buffer: ArrayBuffer, format: ModelFormat, signal?: AbortSignal): Promise<LoadedModel> {
  const model = await parse(buffer, format, signal);
  if (model.facts.triangles === 0 || model.facts.sizeMm.some((length) => !Number.isFinite(length))) throw new UnreadableModel();
  return model;
}

async function parse(buffer: ArrayBuffer, format: ModelFormat, signal?: AbortSignal): Promise<LoadedModel> {
  if (format === '3mf') return parse3mf(buffer);
  if (buffer.byteLength > WORKER_BYTES) return parseInWorker({ buffer, format }, signal);
  const positions = await guarded(() => parseModel(buffer, format));
  return { positions, facts: factsOf(positions) };
}

async function parse3mf(buffer: ArrayBuffer): Promise<LoadedModel> {
  const { ThreeMFLoader } = await import('three/examples/jsm/loaders/3MFLoader.js'); // needs DOMParser: never in a worker
  const positions = await guarded(async () => {
    const group = new ThreeMFLoader().parse(buffer);
    const factor = unitFactor(group.userData.unit as string | undefined);
    if (factor !== 1) group.scale.setScalar(factor);
    return positionsOfGroup(group);
  });
  return { positions, facts: factsOf(positions) };
}

function parseInWorker(request: ParseRequest, signal?: AbortSignal): Promise<LoadedModel> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./parse.worker.ts', import.meta.url), { type: 'module' });
    const stop = () => worker.terminate();
    signal?.addEventListener('abort', () => {
      stop();
      reject(signal.reason);
    });
    worker.onmessage = ({ data }: MessageEvent<ParseAnswer>) => {
      stop();
      if ('error' in data) reject(new UnreadableModel(data.error));
      else resolve(data);
    };
    worker.onerror = (event) => {
      stop();
      reject(new UnreadableModel(event.message));
    };
    worker.postMessage(request, [request.buffer]);
  });
}

async function guarded<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    throw new UnreadableModel(String(error));
  }
}
