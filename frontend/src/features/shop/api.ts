import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import {
  productsFacetsRetrieve,
  productsList,
  productsRetrieve,
  productsReviewsCreate,
  productsReviewsDestroy,
  productsReviewsList,
  productsWishCreate,
  productsWishDestroy,
  wishlistList,
} from '@/shared/api/gen/sdk.gen';
import type { Facets, PaginatedProductCardList, Product, ProductsListData } from '@/shared/api/gen/types.gen';
import { minorOf } from '@/shared/lib/amounts';

export const PAGE_SIZE = 24;
export const SORTS = ['-id', '-sold_count', '-rating_sum', 'from_amount', '-from_amount'] as const;

export type ShopSearch = {
  search?: string;
  category?: string;
  lab?: string;
  available?: boolean;
  rating?: number;
  min?: number;
  max?: number;
  sort?: (typeof SORTS)[number];
  page?: number;
};

/** How many filters are on, beside the words that are searched for. */
export const filtersOf = ({ search: _search, sort: _sort, page: _page, ...filters }: ShopSearch): number =>
  Object.values(filters).filter((value) => value !== undefined).length;

/** What prices are shown in, and bounds are meant in. */
type Currency = NonNullable<NonNullable<ProductsListData['query']>['currency']>;

/** What the URL says, as the API asks for it; prices are whole units there and minor units here. */
export const narrowed = ({ search, category, lab, available, rating, min, max }: ShopSearch, currency: string) => ({
  search,
  category,
  lab,
  available: available || undefined,
  rating_min: rating,
  price_min: minorOf(min, currency),
  price_max: minorOf(max, currency),
  currency: currency as Currency,
});

export const productsQuery = (search: ShopSearch, currency: string) =>
  queryOptions({
    queryKey: ['products', 'list', search, currency],
    queryFn: async ({ signal }) =>
      (
        await productsList({
          query: { ...narrowed(search, currency), ordering: search.sort, page: search.page, page_size: PAGE_SIZE },
          signal,
        })
      ).data as PaginatedProductCardList,
    placeholderData: keepPreviousData,
  });

export const facetsQuery = (search: ShopSearch) =>
  queryOptions({
    queryKey: ['products', 'facets', search.search, search.lab, search.available],
    queryFn: async ({ signal }) =>
      (
        await productsFacetsRetrieve({
          query: { search: search.search, lab: search.lab, available: search.available || undefined },
          signal,
        })
      ).data as Facets,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });

export const productQuery = (slug: string, currency: string) =>
  queryOptions({
    queryKey: ['products', 'one', slug, currency],
    queryFn: async ({ signal }) =>
      (await productsRetrieve({ path: { slug }, query: { currency: currency as Currency }, signal })).data as Product,
  });

export const reviewsQuery = (slug: string, cursor?: string) =>
  queryOptions({
    queryKey: ['products', 'reviews', slug, cursor],
    queryFn: async ({ signal }) => (await productsReviewsList({ path: { slug }, query: { cursor, page_size: 10 }, signal })).data,
    placeholderData: keepPreviousData,
  });

export const wishlistQuery = (currency: string) =>
  queryOptions({
    queryKey: ['products', 'wishlist', currency],
    queryFn: async ({ signal }) =>
      (await wishlistList({ query: { page_size: 100, currency: currency as Currency }, signal })).data?.results ?? [],
  });

export const setWish = (slug: string, isWished: boolean) =>
  isWished ? productsWishCreate({ path: { slug } }) : productsWishDestroy({ path: { slug } });

export const writeReview = (slug: string, review: { rating: number; text: string }) =>
  productsReviewsCreate({ path: { slug }, body: review });

export const deleteReview = (slug: string, id: string) => productsReviewsDestroy({ path: { slug, id } });
