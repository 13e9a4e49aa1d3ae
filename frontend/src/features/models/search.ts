import type { ModelStatusEnum } from '@/shared/api/gen/types.gen';

export const STATUSES: ModelStatusEnum[] = ['analyzing', 'ready', 'refused'];
export const SORTS = ['-created_at', 'name', '-size_bytes'] as const;

export type ModelsSearch = {
  search?: string;
  status?: ModelStatusEnum;
  archived?: true;
  sort?: (typeof SORTS)[number];
  page?: number;
  /** The model whose facts are open. */
  open?: string;
};
