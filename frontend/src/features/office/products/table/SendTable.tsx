import { Alert, Progress, Select, Stack, Text, VisuallyHidden } from '@mantine/core';
import { IconTableImport } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type DragEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sentenceOf } from '@/shared/lib/errors';
import { tableActs, tableQuery } from './api';
import classes from './SendTable.module.css';

type Props = { labs: readonly { lab: string; name: string }[]; onSent: (id: string) => void };

/** Takes one file: by drop, by click, by keyboard. Nothing is changed by it yet. */
export function SendTable({ labs, onSent }: Props) {
  const { t } = useTranslation('catalog');
  const queries = useQueryClient();
  const [lab, setLab] = useState(labs[0]?.lab ?? '');
  const [isOver, setOver] = useState(false);
  const [share, setShare] = useState(0);
  const send = useMutation({
    mutationFn: (file: File) => tableActs.send(lab, file, setShare),
    onSuccess: (table) => {
      queries.setQueryData(tableQuery(table.id).queryKey, table);
      onSent(table.id);
    },
  });
  const take = (file?: File) => file && !send.isPending && send.mutate(file);
  const over = (event: DragEvent, is: boolean) => {
    event.preventDefault();
    setOver(is);
  };
  return (
    <Stack>
      <Text c="dimmed">{t('import.why')}</Text>
      {labs.length > 1 && (
        <Select
          label={t('import.lab')}
          data={labs.map(({ lab: value, name }) => ({ value, label: name }))}
          value={lab}
          onChange={(value) => setLab(value ?? lab)}
          allowDeselect={false}
        />
      )}
      <label
        className={classes.area}
        data-over={isOver}
        onDragOver={(event) => over(event, true)}
        onDragLeave={(event) => over(event, false)}
        onDrop={(event) => {
          over(event, false);
          take(event.dataTransfer.files[0]);
        }}
      >
        <IconTableImport size={40} stroke={1.25} aria-hidden color="var(--mantine-color-strata-6)" />
        <Text fw={600} fz={18}>
          {t(send.isPending ? 'import.looking' : 'import.drop')}
        </Text>
        <Text c="dimmed">{t('import.formats')}</Text>
        <VisuallyHidden>
          <input
            type="file"
            accept=".csv,.xlsx,.txt"
            disabled={send.isPending}
            onChange={({ currentTarget }) => {
              take(currentTarget.files?.[0]);
              currentTarget.value = ''; // the same file again, once it is corrected
            }}
          />
        </VisuallyHidden>
      </label>
      {send.isPending && <Progress value={100 * share} animated={share === 1} aria-label={t('import.looking')} />}
      {send.error ? (
        <Alert role="alert" color="red" variant="outline">
          {sentenceOf(send.error)}
        </Alert>
      ) : null}
    </Stack>
  );
}
