import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import {
  labsRetrieve,
  materialsColorsList,
  materialsList,
  modelsOverlayRetrieve,
  modelsRepairCreate,
  modelsRescaleCreate,
  modelsRetrieve,
  printersList,
  printJobsCreate,
  quotesCreate,
  quotesRetrieve,
} from '@/shared/api/gen/sdk.gen';
import type { Lab, Model3d, PrintJob, Quote, UnitEnum, WishRequest } from '@/shared/api/gen/types.gen';
import { onFrame } from '@/shared/realtime';
import { sendFile } from '@/shared/upload/sendFile';
import { flawsOf } from './report';

export const materialsQuery = queryOptions({
  queryKey: ['materials', 'offered'],
  queryFn: async ({ signal }) => (await materialsList({ query: { page_size: 100 }, signal })).data?.results ?? [],
  staleTime: 10 * 60_000,
});

export const colorsQuery = (material: string | undefined) =>
  queryOptions({
    queryKey: ['materials', material, 'colors'],
    queryFn: async ({ signal }) => (await materialsColorsList({ path: { id: material ?? '' }, signal })).data ?? [],
    enabled: Boolean(material),
    staleTime: 60_000,
  });

export const modelQuery = (id: string | undefined) =>
  queryOptions({
    queryKey: ['models', id],
    queryFn: async ({ signal }) => (await modelsRetrieve({ path: { id: id ?? '' }, signal })).data as Model3d,
    enabled: Boolean(id),
    // Guests have no socket: while the analysis runs, and then while the picture is drawn, ask.
    refetchInterval: ({ state: { data, dataUpdateCount } }) => {
      if (data?.status === 'analyzing') return 1_000;
      return data?.status === 'ready' && !data.preview_url && dataUpdateCount < 40 ? 1_500 : false;
    },
  });

export const overlayQuery = (id: string | undefined, isWanted: boolean) =>
  queryOptions({
    queryKey: ['models', id, 'overlay'],
    queryFn: async ({ signal }) => (await modelsOverlayRetrieve({ path: { id: id ?? '' }, signal })).data?.findings ?? [],
    enabled: Boolean(id) && isWanted,
    staleTime: Number.POSITIVE_INFINITY,
  });

export const labQuery = (id: string) =>
  queryOptions({
    queryKey: ['labs', id],
    queryFn: async ({ signal }) => (await labsRetrieve({ path: { id }, signal })).data as Lab,
    retry: false,
  });

/** The machines of a lab that a customer may ask for. */
export const choosableQuery = (lab: string | undefined) =>
  queryOptions({
    queryKey: ['printers', 'choosable', lab],
    queryFn: async ({ signal }) => {
      const { data } = await printersList({ query: { lab, page_size: 100 }, signal });
      return data?.results.filter(({ is_choosable, status }) => is_choosable && status !== 'retired') ?? [];
    },
    enabled: Boolean(lab),
    staleTime: 60_000,
  });

/** Every lab's answer to a wish, once the model can be made. The key is the wish itself and the unit of the file, so an answer that comes late can never show under another wish. */
export const priceQuery = (wish: WishRequest | undefined, model: Model3d | undefined) =>
  queryOptions({
    queryKey: ['quotes', 'for', wish, model?.unit],
    queryFn: async ({ signal }) => (await quotesCreate({ body: wish as WishRequest, signal })).data as Quote,
    enabled: Boolean(wish) && model?.status === 'ready' && flawsOf(model).length === 0,
    placeholderData: keepPreviousData,
    staleTime: 5 * 60_000,
  });

export const quoteQuery = (id: string) =>
  queryOptions({ queryKey: ['quotes', id], queryFn: async ({ signal }) => (await quotesRetrieve({ path: { id }, signal })).data as Quote });

export const uploadModel = (file: File, onProgress: (share: number) => void, signal: AbortSignal) =>
  sendFile<Model3d>('/api/models/', file, { onProgress, signal });

export const repairModel = async (id: string) => (await modelsRepairCreate({ path: { id } })).data as Model3d;

export const rescaleModel = async (id: string, unit: UnitEnum) =>
  (await modelsRescaleCreate({ path: { id }, body: { unit } })).data as Model3d;

export const submitJob = async (offer: string, note: string, printer?: string) =>
  (await printJobsCreate({ body: { offer, note, printer: printer ?? null }, headers: { 'Idempotency-Key': crypto.randomUUID() } as never }))
    .data as PrintJob;

onFrame('status.changed', ({ kind, id }) => (kind === 'model' ? [['models', id]] : []));
