/** Around the middle of the cell that stands for a private place: half of its diagonal, about. */
export const COARSE_M = 800;

export const roundDegrees = (degrees: number): number => Math.round(degrees * 1e5) / 1e5;
