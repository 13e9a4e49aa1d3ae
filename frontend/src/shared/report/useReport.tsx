import { Menu } from '@mantine/core';
import { IconFlag } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ReportKindEnum } from '@/shared/api/gen/types.gen';
import { useReportDialog } from './useReportDialog';

/** For a thing's menu: the entry that reports it, and the dialog, which stands beside the menu. */
export function useReport(kind: ReportKindEnum, subject: string) {
  const { t } = useTranslation();
  const { mayReport, open, dialog } = useReportDialog(kind, subject);
  return {
    mayReport,
    dialog,
    item: mayReport && (
      <Menu.Item leftSection={<IconFlag size={16} aria-hidden />} onClick={open}>
        {t('action.report')}
      </Menu.Item>
    ),
  };
}
