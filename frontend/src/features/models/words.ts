import type { TFunction } from 'i18next';
import type { Model3dList } from '@/shared/api/gen/types.gen';

type Refused = Pick<Model3dList, 'refusal_code' | 'refusal_detail'>;

/** Why a model can't be printed, in the reader's language where we have words for it. */
export const refusalText = ({ refusal_code, refusal_detail }: Refused, t: TFunction<['models', 'quote']>): string =>
  t(`quote:refusal.${refusal_code}`, { defaultValue: refusal_detail });
