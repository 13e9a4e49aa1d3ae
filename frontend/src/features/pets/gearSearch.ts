import type { GearEnum } from '@/shared/api/gen/types.gen';

export type GearSearch = { design?: GearEnum };

const GEAR: readonly GearEnum[] = ['collar_tag', 'bowl_holder', 'strap_slider'];

/** A search that can be trusted; what makes no sense is dropped. */
export function readGear(raw: Record<string, unknown>): GearSearch {
  const design = GEAR.find((one) => one === raw.design);
  return design ? { design } : {};
}
