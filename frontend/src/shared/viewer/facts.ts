/** What can be said about a triangle soup by looking at it once. Lengths in mm, volume in mm³. */
export type ModelFacts = {
  triangles: number;
  sizeMm: [number, number, number];
  volumeMm3: number;
};

/** One pass over non-indexed positions (9 numbers a triangle): box, and volume as the sum of signed tetrahedra. */
export function factsOf(positions: Float32Array): ModelFacts {
  const low = [Infinity, Infinity, Infinity];
  const high = [-Infinity, -Infinity, -Infinity];
  let sixVolumes = 0;
  for (let i = 0; i + 8 < positions.length; i += 9) {
    const [ax, ay, az, bx, by, bz, cx, cy, cz] = positions.subarray(i, i + 9) as unknown as number[];
    sixVolumes += ax * (by * cz - bz * cy) - ay * (bx * cz - bz * cx) + az * (bx * cy - by * cx);
    low[0] = Math.min(low[0], ax, bx, cx);
    low[1] = Math.min(low[1], ay, by, cy);
    low[2] = Math.min(low[2], az, bz, cz);
    high[0] = Math.max(high[0], ax, bx, cx);
    high[1] = Math.max(high[1], ay, by, cy);
    high[2] = Math.max(high[2], az, bz, cz);
  }
  const triangles = Math.floor(positions.length / 9);
  const sizeMm = triangles ? high.map((value, axis) => value - low[axis]) : [0, 0, 0];
  return { triangles, sizeMm: sizeMm as [number, number, number], volumeMm3: Math.abs(sixVolumes) / 6 };
}
