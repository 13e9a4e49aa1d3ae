import { useMantineColorScheme } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { mePartialUpdate } from '@/shared/api/gen/sdk.gen';
import { setLanguage } from '@/shared/i18n';
import { meQuery, type Person, useSession } from './session';

export type Look = Partial<Pick<Person, 'theme' | 'language' | 'currency'>>;

/** Changes how the product looks to this person: here at once, and with the account, where there is one. */
export function useLook(): (look: Look) => Promise<void> {
  const { isSignedIn } = useSession();
  const { setColorScheme } = useMantineColorScheme();
  const queries = useQueryClient();
  return async (look) => {
    if (look.theme) setColorScheme(look.theme);
    if (look.language) void setLanguage(look.language);
    if (!isSignedIn) return;
    const { data } = await mePartialUpdate({ body: look as never });
    queries.setQueryData(meQuery.queryKey, (before) => ({ ...before, ...(data as Person) }));
  };
}
