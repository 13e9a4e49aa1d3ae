import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { variantsBulkEditCreate, variantsBulkPreviewCreate } from '@/shared/api/gen/sdk.gen';
import type { BulkPreview, BulkWishRequest } from '@/shared/api/gen/types.gen';

export const ROUNDINGS = ['cent', 'ten_cents', 'whole', 'ending_99'] as const;

/** What the wish would do; nothing is changed by asking. */
export const previewQuery = (wish: BulkWishRequest) =>
  queryOptions({
    queryKey: ['products', 'bulk', wish],
    queryFn: async ({ signal }) => ((await variantsBulkPreviewCreate({ body: wish, signal })).data ?? []) as unknown as BulkPreview[],
    enabled: Boolean(wish.price || wish.stock),
    placeholderData: keepPreviousData,
    retry: false,
  });

/** All of them or none; `before` is what somebody saw. */
export const changeAll = (changes: readonly BulkPreview[], headers: { 'Idempotency-Key': string }) =>
  variantsBulkEditCreate({ body: { changes: changes.map(({ variant, before, after }) => ({ variant, before, after })) }, headers });

export const turned = (changes: readonly BulkPreview[]): BulkPreview[] =>
  changes.map((change) => ({ ...change, before: change.after, after: change.before }));
