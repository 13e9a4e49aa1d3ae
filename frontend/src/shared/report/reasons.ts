import type { ReportReasonEnum } from '@/shared/api/gen/types.gen';

/** Why something is reported; their words are `reason.<key>` of moderation. */
export const REASONS: ReportReasonEnum[] = ['spam', 'harassment', 'fraud', 'illegal', 'other'];
