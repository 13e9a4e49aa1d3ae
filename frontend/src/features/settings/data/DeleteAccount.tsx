import { Alert, Button, Group, List, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle, IconUserX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Obstacle } from '@/shared/api/gen/types.gen';
import { TextLink } from '@/shared/ui/links';
import { onDemand } from '@/shared/ui/onDemand';
import { QueryView, SkeletonRows } from '@/shared/ui/states';
import { Section } from '../security/Section';
import { useProof } from '../security/useProof';
import { deletionQuery } from './api';

const DeleteDialog = onDemand(() => import('./DeleteDialog').then((file) => file.DeleteDialog));
const GOES = ['profile', 'people', 'access', 'files', 'shopping'] as const;
const STAYS = ['invoices', 'messages', 'reviews', 'jobs'] as const;

/** Leave for good: what goes, what stays and why, what must be settled first. */
export function DeleteAccount() {
  const { t } = useTranslation('data');
  const query = useQuery(deletionQuery);
  const { prove, dialog } = useProof();
  const [proof, setProof] = useState<string>();
  return (
    <Section title={t('delete.title')} lead={query.data && t('delete.lead', { count: query.data.days })}>
      <SimpleGrid cols={{ base: 1, sm: 2 }} maw={880}>
        <Facts title={t('delete.goes')} facts={GOES.map((fact) => t(`delete.goes_of.${fact}`))} />
        <Facts title={t('delete.stays')} facts={STAYS.map((fact) => t(`delete.stays_of.${fact}`))} />
      </SimpleGrid>
      <QueryView query={query} skeleton={<SkeletonRows rows={1} height={36} />}>
        {({ obstacles }) => (
          <>
            {obstacles.length > 0 && <Obstacles obstacles={obstacles} />}
            <Group>
              <Button
                color="red.8"
                variant="outline"
                c="var(--mantine-color-error)"
                leftSection={<IconUserX size={16} aria-hidden />}
                disabled={obstacles.length > 0}
                onClick={async () => setProof(await prove())}
              >
                {t('delete.ask')}
              </Button>
            </Group>
          </>
        )}
      </QueryView>
      {dialog}
      {proof && <DeleteDialog proof={proof} onClose={() => setProof(undefined)} />}
    </Section>
  );
}

function Facts({ title, facts }: { title: string; facts: string[] }) {
  return (
    <Stack gap="xs">
      <Title order={3} size="h5">
        {title}
      </Title>
      <List spacing={4}>
        {facts.map((fact) => (
          <List.Item key={fact}>{fact}</List.Item>
        ))}
      </List>
    </Stack>
  );
}

/** What only this person can settle, each with the page where it is done. */
export function Obstacles({ obstacles }: { obstacles: Obstacle[] }) {
  const { t } = useTranslation('data');
  return (
    <Alert role="note" color="yellow" variant="outline" maw={640} icon={<IconAlertTriangle aria-hidden />} title={t('delete.first')}>
      <List spacing={4}>
        {obstacles.map(({ code, count, detail, link }) => (
          <List.Item key={code}>
            <Text>{t(`delete.obstacle.${code}`, { count, defaultValue: detail })}</Text>
            {link && <TextLink to={link}>{t('delete.settle')}</TextLink>}
          </List.Item>
        ))}
      </List>
    </Alert>
  );
}
