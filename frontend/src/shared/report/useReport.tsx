import { Menu } from '@mantine/core';
import { IconFlag } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReportKindEnum } from '@/shared/api/gen/types.gen';
import { useSession } from '@/shared/auth/session';
import { onDemand } from '@/shared/ui/onDemand';

const ReportDialog = onDemand(() => import('./ReportDialog').then((file) => file.ReportDialog));

/** For a thing's menu: the entry that reports it, and the dialog, which stands beside the menu. Guests are not offered it. */
export function useReport(kind: ReportKindEnum, subject: string) {
  const { t } = useTranslation();
  const { isSignedIn } = useSession();
  const [isOpen, setOpen] = useState(false);
  const open = () => setOpen(true);
  return {
    mayReport: isSignedIn,
    open,
    item: isSignedIn && (
      <Menu.Item leftSection={<IconFlag size={16} aria-hidden />} onClick={open}>
        {t('action.report')}
      </Menu.Item>
    ),
    dialog: isOpen && <ReportDialog kind={kind} subject={subject} onClose={() => setOpen(false)} />,
  };
}
