import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import {
  usersDeactivateCreate,
  usersHistoryList,
  usersList,
  usersMailAgainCreate,
  usersPartialUpdate,
  usersReactivateCreate,
} from '@/shared/api/gen/sdk.gen';
import type { AccountChange, PaginatedUserList, RoleEnum, User } from '@/shared/api/gen/types.gen';

export const PAGE_SIZE = 25;
export const ROLES: RoleEnum[] = ['user', 'admin'];
export type UsersSearch = { search?: string; role?: RoleEnum; active?: boolean; sort?: string; page?: number };

export const usersQuery = ({ search, role, active, sort, page = 1 }: UsersSearch) =>
  queryOptions({
    queryKey: ['users', { search, role, active, sort, page }],
    queryFn: async ({ signal }) => {
      const query = { search, role, is_active: active, ordering: sort, page, page_size: PAGE_SIZE };
      return (await usersList({ query, signal })).data as PaginatedUserList;
    },
    placeholderData: keepPreviousData,
  });

export const historyQuery = (id: string) =>
  queryOptions({
    queryKey: ['users', id, 'history'],
    queryFn: async ({ signal }) => (await usersHistoryList({ path: { id }, signal })).data as AccountChange[],
  });

export type UserAct = 'role' | 'deactivate' | 'reactivate' | 'mail_again';
type Change = { act: UserAct; id: string; role: RoleEnum; reason: string };

/** One act of an admin on an account; the reason is kept with it, where one is asked for. */
export async function changeUser({ act, id, role, reason }: Change): Promise<User> {
  const path = { id };
  const body = { reason };
  if (act === 'role') return (await usersPartialUpdate({ path, body: { role, reason } })).data as User;
  if (act === 'mail_again') return (await usersMailAgainCreate({ path })).data as User;
  if (act === 'deactivate') return (await usersDeactivateCreate({ path, body })).data as User;
  return (await usersReactivateCreate({ path, body })).data as User;
}
