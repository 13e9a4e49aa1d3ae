export const TABS = ['friends', 'requests', 'find', 'blocked'] as const;
export type PeopleSearch = { tab?: (typeof TABS)[number]; search?: string };

export const readSearch = ({ tab, search }: Record<string, unknown>): PeopleSearch => ({
  ...(TABS.find((one) => one === tab && one !== 'friends') && { tab: tab as PeopleSearch['tab'] }),
  ...(typeof search === 'string' && search && { search: search.slice(0, 100) }),
});
