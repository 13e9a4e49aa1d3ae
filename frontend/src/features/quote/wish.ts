import type { FinishEnum, Quote, WishRequest } from '@/shared/api/gen/types.gen';
import { today } from '@/shared/lib/days';

export const FINISHES = ['raw', 'sanded', 'primed'] as const;

/** What the address of /print says: everything but defaults. */
export type PrintSearch = {
  model?: string;
  material?: string;
  color?: string;
  layer?: number;
  infill?: number;
  walls?: number;
  supports?: boolean;
  scale?: number;
  quantity?: number;
  finish?: FinishEnum;
  by?: string;
  /** Where it shall be made, and on which machine, when that was chosen before. */
  lab?: string;
  printer?: string;
};

export const DEFAULTS = { color: '', layer: 0.2, infill: 20, walls: 2, supports: false, scale: 100, quantity: 1, finish: 'raw' } as const;
export const LAYERS: Record<string, readonly number[]> = { fdm: [0.1, 0.15, 0.2, 0.25, 0.3], sla: [0.025, 0.05, 0.1], sls: [0.11] };

const text = (value: unknown) => (typeof value === 'string' && value ? value : undefined);

function within(value: unknown, low: number, high: number): number | undefined {
  const number = Number(value);
  return value !== undefined && Number.isFinite(number) && number >= low && number <= high ? number : undefined;
}

/** A search that can be trusted; what makes no sense is dropped. */
export function readSearch(raw: Record<string, unknown>): PrintSearch {
  const search: PrintSearch = {
    model: text(raw.model),
    material: text(raw.material),
    color: /^#[0-9a-f]{6}$/i.test(String(raw.color)) ? String(raw.color) : undefined,
    layer: within(raw.layer, 0.01, 1),
    infill: within(raw.infill, 0, 100),
    walls: within(raw.walls, 1, 10),
    supports: raw.supports === true || raw.supports === 'true' || undefined,
    scale: within(raw.scale, 1, 10_000),
    quantity: within(raw.quantity, 1, 10_000),
    finish: FINISHES.find((finish) => finish === raw.finish),
    by: /^\d{4}-\d\d-\d\d$/.test(String(raw.by)) ? String(raw.by) : undefined,
    lab: text(raw.lab),
    printer: text(raw.lab) && text(raw.printer),
  };
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined)) as PrintSearch;
}

type Wished = Pick<Quote, 'color_hex' | 'needed_by'> &
  Partial<Pick<Quote, 'layer_height_mm' | 'infill_percent' | 'wall_count' | 'supports' | 'scale_percent' | 'quantity' | 'finish'>> & {
    model: { id: string };
    material: { id: string };
  };

/** The address that asks for the same again; a day that has passed is left out. */
export function searchOf(wished: Wished, now = today()): PrintSearch {
  const { color_hex, layer_height_mm, infill_percent, wall_count, supports, scale_percent, quantity, finish, needed_by } = wished;
  return readSearch({
    model: wished.model.id,
    material: wished.material.id,
    color: color_hex,
    layer: layer_height_mm,
    infill: infill_percent,
    walls: wall_count,
    supports,
    scale: scale_percent,
    quantity,
    finish,
    by: needed_by && needed_by >= now ? needed_by : undefined,
  });
}

/** The API's words for a search; undefined while model or material is missing. */
export function wishOf(search: PrintSearch): WishRequest | undefined {
  if (!search.model || !search.material) return undefined;
  const { color, layer, infill, walls, supports, scale, quantity, finish } = { ...DEFAULTS, ...search };
  return {
    model: search.model,
    material: search.material,
    color_hex: color,
    layer_height_mm: layer,
    infill_percent: infill,
    wall_count: walls,
    supports,
    scale_percent: scale,
    quantity,
    finish,
    needed_by: search.by ?? null,
  };
}
