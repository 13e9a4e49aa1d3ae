import { createFileRoute } from '@tanstack/react-router';
import { Leaving } from '@/features/auth/Leaving';

export const Route = createFileRoute('/leaving')({
  validateSearch: ({ until }): { until?: string } => (typeof until === 'string' && !Number.isNaN(Date.parse(until)) ? { until } : {}),
  component: () => <Leaving until={Route.useSearch().until} />,
});
