import { createFileRoute } from '@tanstack/react-router';
import { requireSignIn } from '@/app/guards';
import type { PrinterSearch } from '@/features/printers/api';
import { PrinterList } from '@/features/printers/PrinterList';

const STATUSES = ['idle', 'printing', 'paused', 'maintenance', 'offline', 'retired'];

export const Route = createFileRoute('/maker/printers')({
  beforeLoad: requireSignIn,
  validateSearch: ({ lab, search, status, technology }): PrinterSearch => ({
    ...(typeof lab === 'string' && { lab }),
    ...(typeof search === 'string' && search && { search }),
    ...(STATUSES.includes(String(status)) && { status: status as PrinterSearch['status'] }),
    ...(['fdm', 'sla', 'sls'].includes(String(technology)) && { technology: technology as PrinterSearch['technology'] }),
  }),
  component: () => <PrinterList search={Route.useSearch()} />,
});
