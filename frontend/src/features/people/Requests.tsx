import { Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { FriendRequest } from '@/shared/api/gen/types.gen';
import { useWaiting } from '@/shared/ui/later';
import { PersonLine } from '@/shared/ui/PersonLine';
import { QueryView, SkeletonRows } from '@/shared/ui/states';
import { When } from '@/shared/ui/When';
import { requestsQuery } from './api';
import classes from './People.module.css';
import { useFriendship } from './useFriendship';

/** Who asks me, and whom I asked. */
export function Requests() {
  return (
    <Stack gap="lg">
      <Side direction="in" />
      <Side direction="out" />
    </Stack>
  );
}

function Side({ direction }: { direction: 'in' | 'out' }) {
  const { t } = useTranslation('community');
  const query = useQuery(requestsQuery(direction));
  const waiting = useWaiting();
  return (
    <section aria-labelledby={`requests-${direction}`}>
      <Title order={2} id={`requests-${direction}`} mb="xs">
        {t(`requests.${direction}`)}
      </Title>
      <QueryView
        query={{ ...query, data: query.data?.filter(({ person }) => !waiting.has(`decline-${person.id}`)) }}
        skeleton={<SkeletonRows rows={2} height={64} />}
        isEmpty={(rows) => rows.length === 0}
        empty={<Text c="dimmed">{t(`requests.none_${direction}`)}</Text>}
      >
        {(rows) => (
          <ul className={classes.cards}>
            {rows.map((request) => (
              <li key={request.id}>
                <RequestCard request={request} />
              </li>
            ))}
          </ul>
        )}
      </QueryView>
    </section>
  );
}

function RequestCard({ request }: { request: FriendRequest }) {
  const { t } = useTranslation('community');
  const { id, person, direction, asked_at: at } = request;
  const { ask, decline, cancel } = useFriendship({ ...person, relation: direction === 'in' ? 'asks' : 'asked' });
  const name = person.display_name;
  return (
    <Card padding="sm">
      <Stack gap="sm">
        <PersonLine person={person} below={<When at={at} />} />
        {direction === 'in' ? (
          <Group gap="xs">
            <Button size="compact-md" onClick={ask} aria-label={t('act.accept_of', { name })}>
              {t('act.accept')}
            </Button>
            <Button size="compact-md" variant="default" onClick={() => decline(id)} aria-label={t('act.decline_of', { name })}>
              {t('act.decline')}
            </Button>
          </Group>
        ) : (
          <Group gap="xs">
            <Button size="compact-md" variant="default" onClick={() => void cancel(id)} aria-label={t('act.cancel_of', { name })}>
              {t('act.cancel')}
            </Button>
          </Group>
        )}
      </Stack>
    </Card>
  );
}
