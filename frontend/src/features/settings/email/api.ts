import { meEmailAgainCreate, meEmailCreate, meEmailDestroy } from '@/shared/api/gen/sdk.gen';
import type { Person } from '@/shared/auth/session';

export const newEmail = {
  /** By the password, or by a proof that a passkey gave. */
  ask: async (body: { email: string; password: string } | { email: string; proof: string }) =>
    (await meEmailCreate({ body })).data as Person,
  again: async () => (await meEmailAgainCreate()).data as Person,
  callOff: () => meEmailDestroy(),
};
