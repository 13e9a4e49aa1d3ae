/** What notifications are about. In a file of its own: the route reads it, and must not bring the page along. */
export const CATEGORIES = [
  'messages',
  'orders',
  'print_jobs',
  'models',
  'people',
  'events',
  'labs',
  'stock',
  'payments',
  'integrations',
  'security',
] as const;
