import { type BufferGeometry, type Group, Mesh } from 'three';
import type { ModelFormat } from './formats';

/** Non-indexed positions in mm, 9 numbers a triangle. STL and OBJ, each with its own loader; runs on the page and in a worker. */
export async function parseModel(buffer: ArrayBuffer, format: Exclude<ModelFormat, '3mf'>): Promise<Float32Array> {
  if (format === 'stl') {
    const { STLLoader } = await import('three/examples/jsm/loaders/STLLoader.js');
    return positionsOf([new STLLoader().parse(buffer)]);
  }
  const { OBJLoader } = await import('three/examples/jsm/loaders/OBJLoader.js');
  return positionsOfGroup(new OBJLoader().parse(new TextDecoder().decode(buffer)));
}

export function positionsOfGroup(group: Group): Float32Array {
  group.updateMatrixWorld(true);
  const geometries: BufferGeometry[] = [];
  group.traverse((node) => {
    if (node instanceof Mesh) geometries.push(node.geometry.clone().applyMatrix4(node.matrixWorld));
  });
  return positionsOf(geometries);
}

function positionsOf(geometries: BufferGeometry[]): Float32Array {
  const parts = geometries.map((geometry) => {
    const flat = geometry.index ? geometry.toNonIndexed() : geometry;
    return flat.getAttribute('position').array as Float32Array;
  });
  if (parts.length === 1) return parts[0];
  const all = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
