export const FORMATS = ['stl', 'obj', '3mf'] as const;
export type ModelFormat = (typeof FORMATS)[number];

/** Millimetres in one unit of a 3MF file (3MF core specification, §3.4.1). */
const UNITS_MM: Record<string, number> = { micron: 0.001, millimeter: 1, centimeter: 10, inch: 25.4, foot: 304.8, meter: 1000 };

export function formatOf(fileName: string): ModelFormat | undefined {
  const ending = fileName.split('.').pop()?.toLowerCase();
  return FORMATS.find((format) => format === ending);
}

export function unitFactor(unit: string | undefined): number {
  return UNITS_MM[unit ?? 'millimeter'] ?? 1;
}
