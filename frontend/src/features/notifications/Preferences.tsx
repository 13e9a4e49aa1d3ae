import { Badge, Card, ScrollArea, Stack, Switch, Table, Text, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import type { Preference } from '@/shared/api/gen/types.gen';
import { QueryView, SkeletonRows } from '@/shared/ui/states';
import { toastError } from '@/shared/ui/toast';
import { preferencesQuery, savePreference } from './api';
import { Devices } from './Devices';
import classes from './Notifications.module.css';
import { Times } from './Times';

const CHANNELS = ['in_app', 'mail', 'push'] as const;

/** When I am told, on which devices, and of what by which way. */
export function Preferences() {
  return (
    <Stack>
      <Times />
      <Devices />
      <Kinds />
    </Stack>
  );
}

/** What reaches me where: one row a kind, one column a channel. A change is saved at once. */
function Kinds() {
  const { t } = useTranslation('notifications');
  const query = useQuery(preferencesQuery);
  const queries = useQueryClient();
  const save = useMutation({
    mutationFn: savePreference,
    onMutate: async (changed) => {
      await queries.cancelQueries({ queryKey: preferencesQuery.queryKey });
      const before = queries.getQueryData(preferencesQuery.queryKey);
      queries.setQueryData(preferencesQuery.queryKey, (rows) => rows?.map((row) => (row.kind === changed.kind ? changed : row)));
      return { before };
    },
    onError: (error, _, context) => {
      queries.setQueryData(preferencesQuery.queryKey, context?.before);
      toastError(error);
    },
    onSettled: () => queries.invalidateQueries({ queryKey: preferencesQuery.queryKey }),
  });
  return (
    <Card component="section" aria-labelledby="kinds-title">
      <Title order={2} id="kinds-title" mb="xs">
        {t('preferences.title')}
      </Title>
      <Text c="dimmed" mb="sm">
        {t('preferences.urgent_why')}
      </Text>
      <QueryView query={query} skeleton={<SkeletonRows rows={10} />}>
        {(rows) => (
          <ScrollArea type="auto">
            <Table aria-labelledby="kinds-title" verticalSpacing="xs">
              <Table.Thead>
                <Table.Tr>
                  <Table.Th scope="col">{t('preferences.what')}</Table.Th>
                  {CHANNELS.map((channel) => (
                    <Table.Th key={channel} scope="col" w={72}>
                      {t(`preferences.${channel}`)}
                    </Table.Th>
                  ))}
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {grouped(rows).map(([category, kinds]) => (
                  <Fragment key={category}>
                    <Table.Tr>
                      <Table.Th colSpan={4} scope="rowgroup">
                        <Title order={3} fz="sm">
                          {t(`category.${category}`)}
                        </Title>
                      </Table.Th>
                    </Table.Tr>
                    {kinds.map((row) => (
                      <Row key={row.kind} row={row} onChange={(changed) => save.mutate(changed)} />
                    ))}
                  </Fragment>
                ))}
              </Table.Tbody>
            </Table>
          </ScrollArea>
        )}
      </QueryView>
    </Card>
  );
}

function Row({ row, onChange }: { row: Preference; onChange: (row: Preference) => void }) {
  const { t } = useTranslation('notifications');
  const name = t(`name.${row.kind.replaceAll('.', '_')}`);
  return (
    <Table.Tr>
      <Table.Th scope="row" className={classes.name}>
        {name}
        {row.urgent && !row.required && (
          <Badge component="span" variant="light" color="gray" size="sm" ms="xs">
            {t('preferences.urgent')}
          </Badge>
        )}
        {row.required && (
          <Text size="xs" c="dimmed">
            {t('preferences.required')}
          </Text>
        )}
      </Table.Th>
      {CHANNELS.map((channel) => (
        <Table.Td key={channel}>
          {row[channel] !== null && (
            <Switch
              aria-label={`${name}: ${t(`preferences.${channel}`)}`}
              checked={row[channel] ?? false}
              disabled={row.required}
              onChange={(event) => onChange({ ...row, [channel]: event.currentTarget.checked })}
            />
          )}
        </Table.Td>
      ))}
    </Table.Tr>
  );
}

function grouped(rows: readonly Preference[]): [string, Preference[]][] {
  const groups = new Map<string, Preference[]>();
  for (const row of rows) groups.set(row.category, [...(groups.get(row.category) ?? []), row]);
  return [...groups];
}
