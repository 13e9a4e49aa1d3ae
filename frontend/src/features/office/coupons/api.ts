import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { couponsCreate, couponsDestroy, couponsList, couponsPartialUpdate } from '@/shared/api/gen/sdk.gen';
import type { Coupon, CouponRequest, PaginatedCouponList, PatchedCouponRequest } from '@/shared/api/gen/types.gen';

export type CouponsSearch = { search?: string; active?: boolean; cursor?: string };

export const couponsQuery = ({ search, active, cursor }: CouponsSearch) =>
  queryOptions({
    queryKey: ['coupons', { search, active, cursor }],
    queryFn: async ({ signal }) => {
      const query = { search, is_active: active, cursor, page_size: 25 };
      return (await couponsList({ query, signal })).data as PaginatedCouponList;
    },
    placeholderData: keepPreviousData,
  });

export const couponActs = {
  add: async (body: CouponRequest) => (await couponsCreate({ body })).data as Coupon,
  edit: async (id: string, body: PatchedCouponRequest) => (await couponsPartialUpdate({ path: { id }, body })).data as Coupon,
  remove: (id: string) => couponsDestroy({ path: { id } }),
};
