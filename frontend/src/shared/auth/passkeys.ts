/** Passkeys: what the server asks, the browser answers; both as the JSON of the WebAuthn standard. */
import type { AssertionCredentialRequest, AttestationCredentialRequest } from '@/shared/api/gen/types.gen';

type Options = Record<string, unknown>;

/** Browsers from before 2025 lack the JSON forms. */
export const canUsePasskeys = (): boolean =>
  typeof PublicKeyCredential !== 'undefined' && typeof PublicKeyCredential.parseRequestOptionsFromJSON === 'function';

/** The person turned away from the browser's own dialog, or let it stand too long: no error to show. */
export const isTurnedAway = (error: unknown): boolean =>
  error instanceof DOMException && (error.name === 'NotAllowedError' || error.name === 'AbortError');

/** This device has a passkey of the account already. */
export const isKnownDevice = (error: unknown): boolean => error instanceof DOMException && error.name === 'InvalidStateError';

/** Has the device make a passkey. */
export async function makePasskey(options: Options): Promise<AttestationCredentialRequest> {
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options as unknown as PublicKeyCredentialCreationOptionsJSON);
  const made = (await navigator.credentials.create({ publicKey })) as PublicKeyCredential;
  const { id, rawId, type, response } = made.toJSON() as RegistrationResponseJSON;
  const { clientDataJSON, attestationObject, transports } = response;
  return { id, rawId, type, response: { clientDataJSON, attestationObject, transports } };
}

/** Has a passkey sign. */
export async function signByPasskey(options: Options): Promise<AssertionCredentialRequest> {
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options as unknown as PublicKeyCredentialRequestOptionsJSON);
  const signed = (await navigator.credentials.get({ publicKey })) as PublicKeyCredential;
  const { id, rawId, type, response } = signed.toJSON() as AuthenticationResponseJSON;
  const { clientDataJSON, authenticatorData, signature, userHandle } = response;
  return { id, rawId, type, response: { clientDataJSON, authenticatorData, signature, userHandle: userHandle ?? null } };
}
