import { factsOf, type ModelFacts } from './facts';
import type { ModelFormat } from './formats';
import { parseModel } from './parse';

export type ParseRequest = { buffer: ArrayBuffer; format: Exclude<ModelFormat, '3mf'> };
export type ParseAnswer = { positions: Float32Array; facts: ModelFacts } | { error: string };

self.onmessage = async ({ data }: MessageEvent<ParseRequest>) => {
  try {
    const positions = await parseModel(data.buffer, data.format);
    const answer: ParseAnswer = { positions, facts: factsOf(positions) };
    self.postMessage(answer, { transfer: [positions.buffer] });
  } catch (error) {
    self.postMessage({ error: String(error) } satisfies ParseAnswer);
  }
};
