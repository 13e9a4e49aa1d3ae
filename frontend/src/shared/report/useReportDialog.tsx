import { useState } from 'react';
import type { ReportKindEnum } from '@/shared/api/gen/types.gen';
import { useSession } from '@/shared/auth/session';
import { onDemand } from '@/shared/ui/onDemand';

const ReportDialog = onDemand(() => import('./ReportDialog').then((file) => file.ReportDialog));

/** What reports a thing: the dialog and what opens it. Guests are not offered it. */
export function useReportDialog(kind: ReportKindEnum, subject: string) {
  const { isSignedIn } = useSession();
  const [isOpen, setOpen] = useState(false);
  return {
    mayReport: isSignedIn,
    open: () => setOpen(true),
    dialog: isOpen && <ReportDialog kind={kind} subject={subject} onClose={() => setOpen(false)} />,
  };
}
