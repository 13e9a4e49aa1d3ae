import { queryOptions } from '@tanstack/react-query';
import { apiKeysCreate, apiKeysList, apiKeysRevokeCreate } from '@/shared/api/gen/sdk.gen';
import type { ApiKey, FreshApiKey, KeyScopeEnum, NewApiKeyRequest } from '@/shared/api/gen/types.gen';

export const AREAS = ['catalog', 'orders', 'print_jobs', 'labs', 'stock'] as const;
export type Area = (typeof AREAS)[number];
/** What a key may do in an area. Who may write may read, too. */
export type Reach = 'none' | 'read' | 'write';

export const apiKeysQuery = queryOptions({
  queryKey: ['api-keys'],
  queryFn: async ({ signal }) => ((await apiKeysList({ query: { page_size: 100 }, signal })).data?.results ?? []) as ApiKey[],
});

export const keyActs = {
  make: async (body: NewApiKeyRequest) => (await apiKeysCreate({ body })).data as FreshApiKey,
  revoke: async (id: string) => (await apiKeysRevokeCreate({ path: { id } })).data as ApiKey,
};

export function scopesOf(reach: Record<Area, Reach>): KeyScopeEnum[] {
  return AREAS.flatMap((area): KeyScopeEnum[] => {
    if (reach[area] === 'none') return [];
    return reach[area] === 'read' ? [`${area}:read`] : [`${area}:read`, `${area}:write`];
  });
}
