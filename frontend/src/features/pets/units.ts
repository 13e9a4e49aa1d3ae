import type { LengthUnitEnum, Measurements, MeasurementsRequest, WeightUnitEnum } from '@/shared/api/gen/types.gen';

export const MEASURES = ['neck', 'chest', 'back', 'leg', 'weight'] as const;
export type Measure = (typeof MEASURES)[number];
/** What is typed, in the units that are chosen; empty where nothing was measured. */
export type Typed = Record<Measure, number | ''>;

export const LENGTHS: LengthUnitEnum[] = ['cm', 'mm', 'in'];
export const WEIGHTS: WeightUnitEnum[] = ['kg', 'g', 'lb'];
export type Units = { length: LengthUnitEnum; weight: WeightUnitEnum };

const MM = { mm: 1, cm: 10, in: 25.4 };
const GRAMS = { g: 1, kg: 1000, lb: 453.59237 };
/** Enough digits that a millimeter or gram comes back as itself. */
const DIGITS = { mm: 0, cm: 1, in: 2, g: 0, kg: 3, lb: 3 };
const MOST_MM = 5_000;
const MOST_GRAMS = 2_000_000;

export const unitOf = (measure: Measure, { length, weight }: Units) => (measure === 'weight' ? weight : length);
export const digitsOf = (measure: Measure, units: Units): number => DIGITS[unitOf(measure, units)];
const factor = (measure: Measure, { length, weight }: Units) => (measure === 'weight' ? GRAMS[weight] : MM[length]);
const rounded = (value: number, digits: number) => Math.round(value * 10 ** digits) / 10 ** digits;

/** The largest that is taken, in the units that are chosen. */
export const mostOf = (measure: Measure, units: Units): number =>
  rounded((measure === 'weight' ? MOST_GRAMS : MOST_MM) / factor(measure, units), digitsOf(measure, units));

/** Millimeters and grams in other units. */
export const shownIn = (measure: Measure, base: number, units: Units): number =>
  rounded(base / factor(measure, units), digitsOf(measure, units));

export const typedOf = (measurements: Measurements | undefined, units: Units): Typed =>
  Object.fromEntries(
    MEASURES.map((measure) => {
      const base = measurements?.[measure]?.value; // answers are in millimeters and grams
      return [measure, base === undefined ? '' : shownIn(measure, base, units)];
    }),
  ) as Typed;

/** The same lengths and weight, read in other units. */
export const converted = (typed: Typed, from: Units, to: Units): Typed =>
  Object.fromEntries(
    MEASURES.map((measure) => {
      const value = typed[measure];
      return [measure, value === '' ? '' : rounded((value * factor(measure, from)) / factor(measure, to), digitsOf(measure, to))];
    }),
  ) as Typed;

export const requestOf = (typed: Typed, units: Units): MeasurementsRequest =>
  Object.fromEntries(
    MEASURES.map((measure) => {
      const value = typed[measure];
      return [measure, value === '' ? null : { value, unit: unitOf(measure, units) }];
    }),
  );

const KEY = 'strato-units';
const known = <T>(all: readonly T[], wanted: unknown): T | undefined => all.find((one) => one === wanted);

/** As chosen last on this device; inches and pounds where people grow up with them. */
export function keptUnits(): Units {
  const [length, weight] = (localStorage.getItem(KEY) ?? '').split(' ');
  const isImperial = /-(US|LR|MM)$/.test(navigator.language);
  return {
    length: known(LENGTHS, length) ?? (isImperial ? 'in' : 'cm'),
    weight: known(WEIGHTS, weight) ?? (isImperial ? 'lb' : 'kg'),
  };
}

export const keepUnits = ({ length, weight }: Units): void => localStorage.setItem(KEY, `${length} ${weight}`);
