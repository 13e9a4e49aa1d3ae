import { queryOptions } from '@tanstack/react-query';
import { dashboardAdminRetrieve, dashboardMakerRetrieve, dashboardUserRetrieve } from '@/shared/api/gen/sdk.gen';
import type { AdminDashboard, MakerDashboard, UserDashboard } from '@/shared/api/gen/types.gen';
import { onFrame } from '@/shared/realtime';

export const userDashboardQuery = queryOptions({
  queryKey: ['dashboard', 'user'],
  queryFn: async ({ signal }) => (await dashboardUserRetrieve({ signal })).data as UserDashboard,
});

export const makerDashboardQuery = (lab: string) =>
  queryOptions({
    queryKey: ['dashboard', 'maker', lab],
    queryFn: async ({ signal }) => (await dashboardMakerRetrieve({ query: { lab } as never, signal })).data as MakerDashboard,
  });

export const adminDashboardQuery = queryOptions({
  queryKey: ['dashboard', 'admin'],
  queryFn: async ({ signal }) => (await dashboardAdminRetrieve({ signal })).data as AdminDashboard,
});

onFrame('status.changed', () => [['dashboard']]);
