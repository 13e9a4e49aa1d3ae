import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import {
  petPhotosDestroy,
  petPhotosPartialUpdate,
  petsAvatarDestroy,
  petsCreate,
  petsDestroy,
  petsList,
  petsPartialUpdate,
  petsPhotoOrderCreate,
  petsRetrieve,
} from '@/shared/api/gen/sdk.gen';
import type { PatchedPetRequest, Pet, PetCard, PetRequest } from '@/shared/api/gen/types.gen';
import type { IfMatch } from '@/shared/api/useEdit';
import { nextCursor } from '@/shared/lib/cursor';
import { onFrame } from '@/shared/realtime';
import { postForm } from '@/shared/upload/sendFile';

type Page = { next?: string | null; results: PetCard[] };

onFrame('pet.changed', () => [['pets']]);

export const myPetsQuery = infiniteQueryOptions({
  queryKey: ['pets', 'mine'],
  queryFn: async ({ pageParam, signal }) =>
    (await petsList({ query: { mine: true, cursor: pageParam, page_size: 50 }, signal })).data as Page,
  initialPageParam: undefined as string | undefined,
  getNextPageParam: nextCursor,
});

export const petsOfQuery = (owner: string) =>
  queryOptions({
    queryKey: ['pets', 'of', owner],
    queryFn: async ({ signal }) => ((await petsList({ query: { owner, page_size: 24 }, signal })).data?.results ?? []) as PetCard[],
  });

export const petQuery = (id: string) =>
  queryOptions({
    queryKey: ['pets', 'one', id],
    queryFn: async ({ signal }) => (await petsRetrieve({ path: { id }, signal })).data as Pet,
  });

type Init = { keepalive?: boolean };

export const acts = {
  add: async (pet: PetRequest) => (await petsCreate({ body: pet })).data as Pet,
  edit: async (id: string, changes: PatchedPetRequest, headers: IfMatch) =>
    (await petsPartialUpdate({ path: { id }, body: changes, headers })).data as Pet,
  remove: (id: string, init: Init) => petsDestroy({ path: { id }, ...init }),
  setAvatar: (id: string, image: File) => postForm<Pet>(`/api/pets/${id}/avatar/`, { image }),
  removeAvatar: async (id: string) => (await petsAvatarDestroy({ path: { id } })).data as Pet,
  addPhoto: (id: string, image: File) => postForm<Pet>(`/api/pets/${id}/photos/`, { image }),
  orderPhotos: async (id: string, ids: string[]) => (await petsPhotoOrderCreate({ path: { id }, body: { ids } })).data as Pet,
  describe: (photo: string, caption: string) => petPhotosPartialUpdate({ path: { id: photo }, body: { caption } }),
  removePhoto: (photo: string, init: Init) => petPhotosDestroy({ path: { id: photo }, ...init }),
};
