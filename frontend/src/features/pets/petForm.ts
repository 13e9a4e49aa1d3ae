import type { Pet, PetRequest, SpeciesEnum, VisibilityEnum } from '@/shared/api/gen/types.gen';
import { keptUnits, requestOf as measuresOf, type Typed, typedOf, type Units } from './units';

export const SPECIES: SpeciesEnum[] = ['dog', 'cat', 'rabbit', 'rodent', 'bird', 'horse', 'reptile', 'other'];
export const VISIBILITIES: VisibilityEnum[] = ['public', 'friends', 'private'];

export type PetForm = {
  name: string;
  species: SpeciesEnum;
  breed: string;
  birthday: string;
  about: string;
  visibility: VisibilityEnum;
  measurements: Typed;
  units: Units;
};

export const formOf = (pet?: Pet, units = keptUnits()): PetForm => ({
  name: pet?.name ?? '',
  species: pet?.species ?? 'dog',
  breed: pet?.breed ?? '',
  birthday: pet?.birthday ?? '',
  about: pet?.about ?? '',
  visibility: pet?.visibility ?? 'friends',
  measurements: typedOf(pet?.measurements, units),
  units,
});

/** The form as the API takes it. */
export const requestOf = ({ units, measurements, birthday, ...rest }: PetForm): PetRequest => ({
  ...rest,
  birthday: birthday || null,
  measurements: measuresOf(measurements, units),
});
