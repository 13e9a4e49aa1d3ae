/** In a file of their own: the route reads them, and must not bring the page along. */
export const TABS = ['profile', 'look', 'security', 'addresses', 'notifications', 'api-keys', 'webhooks', 'data'] as const;
export type SettingsTab = (typeof TABS)[number];
