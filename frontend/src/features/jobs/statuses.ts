import type { PrintJobStatusEnum } from '@/shared/api/gen/types.gen';

/** What one can filter by. In a file of its own: the route reads it, and must not bring the page along. */
export const STATUSES: PrintJobStatusEnum[] = ['pending', 'accepted', 'processing', 'completed', 'failed', 'rejected', 'cancelled'];
