import { useTranslation } from 'react-i18next';
import { Dialog } from '@/shared/ui/Dialog';
import { ImportReview } from './ImportReview';
import { SendTable } from './SendTable';

type Props = {
  /** The table that was sent; `new` before there is one. */
  table: string;
  labs: readonly { lab: string; name: string }[];
  onTable: (id: string | undefined) => void;
};

/** A table on its way into the catalog: sent, looked through, applied. */
export function ImportDialog({ table, labs, onTable }: Props) {
  const { t } = useTranslation('catalog');
  return (
    <Dialog onClose={() => onTable(undefined)} title={t('import.title')} size="min(960px, 94vw)">
      {table === 'new' ? (
        <SendTable labs={labs} onSent={onTable} />
      ) : (
        <ImportReview id={table} onAgain={() => onTable('new')} onClose={() => onTable(undefined)} />
      )}
    </Dialog>
  );
}
