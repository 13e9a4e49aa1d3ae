import { queryOptions } from '@tanstack/react-query';
import {
  mePasskeysCreate,
  mePasskeysDestroy,
  mePasskeysList,
  mePasskeysOptionsCreate,
  mePasskeysPartialUpdate,
  meProofCreate,
  meProofPasskeyCreate,
  meProofPasskeyOptionsCreate,
  meSessionsDestroy,
  meSessionsList,
  meSessionsRevokeOthersCreate,
  meTwoStepConfirmCreate,
  meTwoStepCreate,
  meTwoStepOffCreate,
  meTwoStepRecoveryCodesCreate,
  meTwoStepRetrieve,
} from '@/shared/api/gen/sdk.gen';
import type { Ceremony, DeviceSession, NewAuthenticator, Passkey, Proof, RecoveryCodes, TwoStep } from '@/shared/api/gen/types.gen';
import { makePasskey, signByPasskey } from '@/shared/auth/passkeys';

export const devicesQuery = queryOptions({
  queryKey: ['security', 'devices'],
  queryFn: async ({ signal }) => ((await meSessionsList({ query: { page_size: 100 }, signal })).data?.results ?? []) as DeviceSession[],
});

export const twoStepQuery = queryOptions({
  queryKey: ['security', 'two-step'],
  queryFn: async ({ signal }) => (await meTwoStepRetrieve({ signal })).data as TwoStep,
});

export const passkeysQuery = queryOptions({
  queryKey: ['security', 'passkeys'],
  queryFn: async ({ signal }) => ((await mePasskeysList({ signal })).data ?? []) as Passkey[],
});

export const devices = {
  signOut: (id: string) => meSessionsDestroy({ path: { id } }),
  signOutOthers: async () => (await meSessionsRevokeOthersCreate()).data?.revoked ?? 0,
};

export const twoStep = {
  begin: async (proof: string) => (await meTwoStepCreate({ body: { proof } })).data as NewAuthenticator,
  confirm: async (code: string) => ((await meTwoStepConfirmCreate({ body: { code } })).data as RecoveryCodes).recovery_codes,
  newCodes: async (proof: string) => ((await meTwoStepRecoveryCodesCreate({ body: { proof } })).data as RecoveryCodes).recovery_codes,
  turnOff: (proof: string) => meTwoStepOffCreate({ body: { proof } }),
};

export const passkeys = {
  add: async (name: string, proof: string) => {
    const { challenge, options } = (await mePasskeysOptionsCreate({ body: { proof } })).data as Ceremony;
    const credential = await makePasskey(options);
    return (await mePasskeysCreate({ body: { challenge, name, credential } })).data as Passkey;
  },
  rename: (id: string, name: string) => mePasskeysPartialUpdate({ path: { id }, body: { name } }),
  remove: (id: string) => mePasskeysDestroy({ path: { id } }),
};

export const proofs = {
  byPassword: async (password: string) => (await meProofCreate({ body: { password } })).data as Proof,
  byPasskey: async () => {
    const { challenge, options } = (await meProofPasskeyOptionsCreate()).data as Ceremony;
    const credential = await signByPasskey(options);
    return (await meProofPasskeyCreate({ body: { challenge, credential } })).data as Proof;
  },
};
