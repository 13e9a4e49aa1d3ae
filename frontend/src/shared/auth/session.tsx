import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react';
import {
  guestCreate,
  meRetrieve,
  registerCreate,
  tokenBlacklistCreate,
  tokenCreate,
  tokenKeepCreate,
  tokenPasskeyCreate,
  tokenPasskeyOptionsCreate,
  tokenSecondStepCreate,
} from '@/shared/api/gen/sdk.gen';
import type { Ceremony, Me, Session as SignedIn } from '@/shared/api/gen/types.gen';
import { signByPasskey } from './passkeys';
import { forgetGuestKey, forgetTokens, guestKey, hasSession, keepGuestKey, keepTokens, onSessionLost, refreshToken } from './tokens';

export type Person = Me;
export type Role = 'user' | 'maker' | 'admin';

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: async () => (await meRetrieve()).data as Person,
  staleTime: 5 * 60_000,
});

type Registration = { email: string; password: string; name?: string; username?: string; language?: string };

type Session = {
  /** The person who is signed in; undefined while loading and for guests. */
  user: Person | undefined;
  isLoading: boolean;
  isSignedIn: boolean;
  /** The roles this person has, and the one whose navigation is shown. */
  roles: Role[];
  role: Role;
  actAs: (role: Role) => void;
  signIn: (email: string, password: string) => Promise<Person>;
  /** The second step after `second_factor_required`, by a code. */
  signInByCode: (challenge: string, code: string) => Promise<Person>;
  /** By a passkey alone, or as the second step of this challenge. */
  signInByPasskey: (challenge?: string) => Promise<Person>;
  /** Keeps an account that was to be deleted, after `account_leaving`. */
  keepAccount: (challenge: string) => Promise<Person>;
  register: (registration: Registration) => Promise<Person>;
  signOut: () => Promise<void>;
};

const Context = createContext<Session | undefined>(undefined);
const ROLE = 'strato-role';

export function SessionProvider({ children }: { children: ReactNode }) {
  const queries = useQueryClient();
  const [isSignedIn, setSignedIn] = useState(hasSession);
  const [wanted, setWanted] = useState(() => localStorage.getItem(ROLE) as Role | null);
  const { data: user, isLoading } = useQuery({ ...meQuery, enabled: isSignedIn });

  useEffect(
    () =>
      onSessionLost(() => {
        queries.clear();
        setSignedIn(false);
      }),
    [queries],
  );

  const begin = useCallback(
    (answer: SignedIn) => {
      keepTokens(answer);
      forgetGuestKey(); // what the guest made belongs to the person now
      queries.clear();
      const person = answer.user as Person;
      queries.setQueryData(meQuery.queryKey, person);
      setSignedIn(true);
      return person;
    },
    [queries],
  );

  const session = useMemo<Session>(() => {
    const roles = rolesOf(user);
    return {
      user: isSignedIn ? user : undefined,
      isLoading: isSignedIn && isLoading,
      isSignedIn,
      roles,
      role: wanted && roles.includes(wanted) ? wanted : (roles.at(-1) ?? 'user'),
      actAs: (role) => {
        localStorage.setItem(ROLE, role);
        setWanted(role);
      },
      signIn: async (email, password) => begin((await tokenCreate({ body: { email, password } as never })).data as SignedIn),
      signInByCode: async (challenge, code) => begin((await tokenSecondStepCreate({ body: { challenge, code } })).data as SignedIn),
      signInByPasskey: async (challenge = '') => {
        const asked = (await tokenPasskeyOptionsCreate({ body: { challenge } })).data as Ceremony;
        const credential = await signByPasskey(asked.options);
        return begin((await tokenPasskeyCreate({ body: { challenge: asked.challenge, credential } })).data as SignedIn);
      },
      keepAccount: async (challenge) => begin((await tokenKeepCreate({ body: { challenge } })).data as SignedIn),
      register: async (registration) => begin((await registerCreate({ body: registration as never })).data as SignedIn),
      signOut: async () => {
        const refresh = refreshToken();
        if (refresh) await tokenBlacklistCreate({ body: { refresh } as never }).catch(() => undefined);
        forgetTokens();
        queries.clear();
        setSignedIn(false);
      },
    };
  }, [user, isLoading, isSignedIn, wanted, begin, queries]);

  return <Context.Provider value={session}>{children}</Context.Provider>;
}

export function useSession(): Session {
  const session = useContext(Context);
  if (!session) throw new Error('useSession needs SessionProvider');
  return session;
}

/** What the reader counts in. */
export const useCurrency = (): string => useSession().user?.currency ?? 'EUR';

/** A guest's models and quotes hang on a key that this browser keeps; it is fetched when first needed. */
export async function ensureIdentity(): Promise<void> {
  if (hasSession() || guestKey()) return;
  const { data } = await guestCreate();
  keepGuestKey((data as { key: string }).key);
}

function rolesOf(user: Person | undefined): Role[] {
  if (!user) return [];
  const isMaker = (user.memberships ?? []).length > 0;
  return ['user', ...(isMaker ? (['maker'] as const) : []), ...(user.is_admin ? (['admin'] as const) : [])];
}
