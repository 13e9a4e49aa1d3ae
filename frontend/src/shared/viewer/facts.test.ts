import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { factsOf } from './facts';
import { formatOf, unitFactor } from './formats';
import { loadModel, UnreadableModel } from './load';

const SAMPLES = '../backend/samples/models';
const sample = (name: string) => {
  const bytes = readFileSync(`${SAMPLES}/${name}`);
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
};

describe('facts of a model', () => {
  it('measures a binary STL', async () => {
    const { facts } = await loadModel(sample('20mm-xyz-cube.stl'), 'stl');
    expect(facts.triangles).toBe(260);
    for (const length of facts.sizeMm) expect(length).toBeCloseTo(20, 0);
    expect(facts.volumeMm3).toBeGreaterThan(6_000);
    expect(facts.volumeMm3).toBeLessThan(8_001);
  });

  it('reads an ASCII STL with several solids', async () => {
    const { facts } = await loadModel(sample('multibody.stl'), 'stl');
    expect(facts.triangles).toBeGreaterThan(12);
  });

  it('reads an OBJ with polygons', async () => {
    const { facts } = await loadModel(sample('wallhole.obj'), 'obj');
    expect(facts.triangles).toBeGreaterThan(20);
  });

  it('refuses an empty file', async () => {
    await expect(loadModel(sample('empty.stl'), 'stl')).rejects.toBeInstanceOf(UnreadableModel);
  });

  it('says nothing of nothing', () => {
    expect(factsOf(new Float32Array())).toEqual({ triangles: 0, sizeMm: [0, 0, 0], volumeMm3: 0 });
  });

  it('knows formats and units', () => {
    expect(formatOf('Part.STL')).toBe('stl');
    expect(formatOf('photo.png')).toBeUndefined();
    expect(unitFactor('inch')).toBe(25.4);
  });
});
