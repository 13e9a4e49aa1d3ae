import { createFileRoute } from '@tanstack/react-router';
import { requireSignIn } from '@/app/guards';
import type { ApprovalSearch } from '@/features/platform/api';
import { LabApprovals } from '@/features/platform/LabApprovals';

export const Route = createFileRoute('/platform/labs')({
  beforeLoad: requireSignIn,
  validateSearch: ({ status, page, lab }): ApprovalSearch => ({
    ...(['pending', 'active', 'suspended', 'rejected'].includes(String(status)) && { status: status as ApprovalSearch['status'] }),
    ...(Number(page) > 1 && { page: Math.floor(Number(page)) }),
    ...(typeof lab === 'string' && { lab }),
  }),
  component: () => <LabApprovals search={Route.useSearch()} />,
});
