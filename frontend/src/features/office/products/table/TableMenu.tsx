import { Button, Menu } from '@mantine/core';
import { IconTable } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { saveFile } from '@/shared/lib/saveFile';
import { toastError } from '@/shared/ui/toast';
import { tableActs } from './api';

type Props = { labs: readonly { lab: string; name: string }[]; onImport: () => void };

/** The catalog as a table: out for each lab, and in again. */
export function TableMenu({ labs, onImport }: Props) {
  const { t } = useTranslation('catalog');
  const save = useMutation({
    mutationFn: async ({ lab, name, form }: { lab: string; name: string; form: 'csv' | 'xlsx' }) =>
      saveFile(await tableActs.take(lab, form), `${t('table.file', { name })}.${form}`),
    onError: (error) => toastError(error, 'export'),
  });
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" loading={save.isPending} leftSection={<IconTable size={16} aria-hidden />}>
          {t('table.menu')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {labs.map(({ lab, name }) => (
          <div key={lab}>
            <Menu.Label>{t('table.export_of', { name })}</Menu.Label>
            <Menu.Item onClick={() => save.mutate({ lab, name, form: 'csv' })}>CSV</Menu.Item>
            <Menu.Item onClick={() => save.mutate({ lab, name, form: 'xlsx' })}>Excel (XLSX)</Menu.Item>
          </div>
        ))}
        <Menu.Divider />
        <Menu.Item onClick={onImport}>{t('table.import')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
