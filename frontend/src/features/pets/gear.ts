import { queryOptions } from '@tanstack/react-query';
import { petsMadeToMeasureCreate, petsMadeToMeasureList, petsMadeToMeasurePreviewCreate } from '@/shared/api/gen/sdk.gen';
import type { Design, Made, WishesRequest } from '@/shared/api/gen/types.gen';

/** What can be made to a pet's measure: of its owner. A change of the pet makes it stale. */
export const designsQuery = (pet: string) =>
  queryOptions({
    queryKey: ['pets', 'gear', pet],
    queryFn: async ({ signal }) => (await petsMadeToMeasureList({ path: { id: pet }, signal })).data as Design[],
  });

/** The solid as it would be made, drawn by the server. */
export const previewQuery = (pet: string, wishes: WishesRequest) =>
  queryOptions({
    queryKey: ['pets', 'gear', pet, 'preview', wishes],
    queryFn: async ({ signal }) =>
      (await petsMadeToMeasurePreviewCreate({ path: { id: pet }, body: wishes, signal, parseAs: 'blob' })).data as unknown as Blob,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
    retry: false,
  });

export const make = async (pet: string, wishes: WishesRequest) =>
  (await petsMadeToMeasureCreate({ path: { id: pet }, body: wishes })).data as Made;

export const isReady = ({ missing, out_of_reach }: Design) => missing.length === 0 && out_of_reach.length === 0;

/** What is chosen, by the names of the parameters. */
export type Chosen = Record<string, string | number>;

export const proposed = ({ letterings, lengths }: Design): Chosen =>
  Object.fromEntries([...letterings, ...lengths].map(({ name, proposed }) => [name, proposed ?? '']));

/** The API's words; a length that is being typed, or was emptied, is left to the measurements. */
export const wishesOf = ({ design, letterings, lengths }: Design, chosen: Chosen): WishesRequest => {
  const words = letterings.map(({ name }) => [name, chosen[name]]);
  const sizes = lengths.filter(
    ({ name, least, most }) => typeof chosen[name] === 'number' && chosen[name] >= least && chosen[name] <= most,
  );
  return { design, ...Object.fromEntries([...words, ...sizes.map(({ name }) => [name, chosen[name]])]) };
};

/** Where prices are asked, with what suits the thing. */
export const printSearchOf = ({ model, material, layer_height_mm, infill_percent, wall_count }: Made) => ({
  model,
  ...(material && { material }),
  layer: layer_height_mm,
  infill: infill_percent,
  walls: wall_count,
});
