import { Alert, Button, Group, Progress, Skeleton, Stack, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { CatalogImport } from '@/shared/api/gen/types.gen';
import { sentenceOf } from '@/shared/lib/errors';
import { formatNumber } from '@/shared/lib/format';
import { QueryView } from '@/shared/ui/states';
import { isUnderway, tableActs, tableQuery } from './api';
import { ImportRows } from './ImportRows';

type Props = { id: string; onAgain: () => void; onClose: () => void };

/** What the table would change; then how far it is; then what became of it. */
export function ImportReview({ id, onAgain, onClose }: Props) {
  const query = useQuery(tableQuery(id));
  useFreshProducts(query.data);
  return (
    <QueryView query={query} skeleton={<Skeleton height={320} />}>
      {(table) => (
        <Stack>
          <Summary table={table} />
          <ImportRows table={table} />
          <Acts table={table} onAgain={onAgain} onClose={onClose} />
        </Stack>
      )}
    </QueryView>
  );
}

/** The products behind the dialog are new once the table has been applied, wholly or in part. */
function useFreshProducts(table?: CatalogImport) {
  const queries = useQueryClient();
  const was = useRef(false);
  const is = isUnderway(table);
  useEffect(() => {
    if (was.current && !is) void queries.invalidateQueries({ queryKey: ['products'] });
    was.current = is;
  }, [is, queries]);
}

const todo = ({ counts: { created, changed } }: CatalogImport) => created + changed;

function Summary({ table }: { table: CatalogImport }) {
  const { t, i18n } = useTranslation('catalog');
  const { counts, status, progress_percent } = table;
  const said = { ...counts, file: table.filename, total: counts.created + counts.changed + counts.same + counts.refused };
  const words = Object.fromEntries(
    Object.entries(said).map(([name, value]) => [name, typeof value === 'number' ? formatNumber(value, 0, i18n.language) : value]),
  );
  return (
    <Stack gap="xs">
      <Text role="status" aria-live="polite">
        {t(`import.says.${status}`, words)}
      </Text>
      {isUnderway(table) && (
        <Progress.Root size="lg">
          <Progress.Section value={progress_percent} animated aria-label={t('import.progress', { percent: progress_percent })} />
        </Progress.Root>
      )}
    </Stack>
  );
}

function Acts({ table, onAgain, onClose }: { table: CatalogImport } & Omit<Props, 'id'>) {
  const { t } = useTranslation('catalog');
  const queries = useQueryClient();
  const act = useMutation({
    mutationFn: (work: () => Promise<unknown>) => work(),
    onSettled: () => queries.invalidateQueries({ queryKey: tableQuery(table.id).queryKey }),
  });
  const may = (name: string) => table.allowed_actions.includes(name);
  const { job } = table;
  return (
    <>
      {act.error ? (
        <Alert role="alert" color="red" variant="outline">
          {sentenceOf(act.error)}
        </Alert>
      ) : null}
      <Group justify="flex-end">
        {isUnderway(table) && job && (
          <Button variant="default" loading={act.isPending} onClick={() => act.mutate(() => tableActs.cancel(job))}>
            {t('import.stop')}
          </Button>
        )}
        {!isUnderway(table) && (
          <Button variant="default" onClick={onAgain}>
            {t('import.other_file')}
          </Button>
        )}
        {may('apply') && todo(table) > 0 ? (
          <Button loading={act.isPending} onClick={() => act.mutate(() => tableActs.apply(table.id))}>
            {t(table.status === 'checked' ? 'import.apply' : 'import.go_on', { count: todo(table) })}
          </Button>
        ) : (
          <Button onClick={onClose}>{t('common:action.close')}</Button>
        )}
      </Group>
    </>
  );
}
