/** In a file of their own: the route reads them, and must not bring the page along. */
export const TABS = ['profile', 'hours', 'prices', 'members', 'policy'] as const;
export type SettingsSearch = { lab?: string; tab?: (typeof TABS)[number] };
