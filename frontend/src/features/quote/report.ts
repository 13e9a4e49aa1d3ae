import type { TFunction } from 'i18next';
import type { Finding, FindingCodeEnum, Model3d, UnitEnum } from '@/shared/api/gen/types.gen';
import { formatNumber } from '@/shared/lib/format';

type Cure = 'repair' | 'rescale' | 'supports' | 'own';

/** What helps with each finding: an act of this page, or the owner's own program. The API's codes, all of them. */
export const CURES: Record<FindingCodeEnum, Cure> = {
  triangle_soup: 'own',
  not_watertight: 'repair',
  no_volume: 'own',
  mixed_normals: 'repair',
  inverted_normals: 'repair',
  non_manifold_edges: 'own',
  degenerate_faces: 'own',
  tiny: 'rescale',
  huge: 'rescale',
  unit_suspicion: 'rescale',
  too_large: 'rescale',
  loose_shells: 'own',
  trapped_volume: 'own',
  overlapping_bodies: 'own',
  thin_walls: 'own',
  narrow_gaps: 'own',
  overhangs: 'supports',
  topples: 'supports',
  small_footprint: 'supports',
};

export type RefusalCode = Exclude<Model3d['refusal_code'], ''>;

/** Why a file is refused: the API's codes, all of them. */
export const REFUSALS: Record<RefusalCode, 'file' | 'repair'> = {
  model_empty: 'file',
  model_truncated: 'file',
  model_count_mismatch: 'file',
  model_malformed: 'file',
  model_numbers_invalid: 'file',
  model_out_of_range: 'file',
  model_index_invalid: 'file',
  model_part_missing: 'file',
  model_ambiguous: 'file',
  model_not_a_mesh: 'file',
  model_format_unknown: 'file',
  model_has_dtd: 'file',
  model_zip_unsafe: 'file',
  model_too_many_pieces: 'file',
  model_too_large: 'file',
  model_too_many_triangles: 'file',
  model_zip_bomb: 'file',
  repair_impossible: 'repair',
  repair_moves_volume: 'repair',
  analysis_failed: 'file',
};

function digitsOf(value: number): number {
  const size = Math.abs(value);
  if (size < 0.1) return 3;
  if (size < 1) return 2;
  return size < 10 ? 1 : 0;
}

/** A finding, as a sentence. */
export function findingText({ code, facts }: Finding, t: TFunction<'quote'>, language: string): string {
  const words = Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [
      name,
      typeof value === 'number' ? formatNumber(value, digitsOf(value), language) : String(value),
    ]),
  );
  if ('suggested_unit' in facts) words.suggested_unit = t(`unit.${facts.suggested_unit as UnitEnum}`);
  return t(`finding.${code}`, words);
}

/** What its owner can do about a finding. */
export function cureText({ code }: Finding, canRepair: boolean, t: TFunction<'quote'>): string {
  return canRepair && CURES[code] === 'repair' ? t('cure.repair') : t(`cure.${code}`);
}

/** Why there is no model to print, and what to do. */
export const refusalText = (code: string, detail: string, t: TFunction<'quote'>): string =>
  t(`refusal.${code as RefusalCode}`, { defaultValue: detail });

export const flawsOf = (model: Model3d | undefined): readonly Finding[] =>
  model?.report?.findings.filter(({ severity }) => severity === 'must_fix') ?? [];

/** The unit in which a model of odd size would have an ordinary one. */
export function suggestedUnit(model: Model3d): UnitEnum | undefined {
  return model.report?.findings.find(({ code }) => code === 'unit_suspicion')?.facts.suggested_unit as UnitEnum | undefined;
}

const MM: Record<UnitEnum, number> = { mm: 1, cm: 10, m: 1000, inch: 25.4, foot: 304.8, micron: 0.001 };

export const sizeIn = (sizeMm: readonly number[], from: string, to: UnitEnum): number[] =>
  sizeMm.map((length) => (length * MM[to]) / (MM[from as UnitEnum] ?? 1));

/** "12.4 cm³"; what is tiny in mm³. */
export function formatVolume(mm3: number, language: string): string {
  return mm3 < 100
    ? `${formatNumber(mm3, digitsOf(mm3), language)} mm³`
    : `${formatNumber(mm3 / 1000, digitsOf(mm3 / 1000), language)} cm³`;
}
