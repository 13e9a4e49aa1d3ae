import { ActionIcon, Anchor, Avatar, Button, Card, Group, Menu, Stack, Text, Title } from '@mantine/core';
import { IconBan, IconCheck, IconClock, IconDots, IconLock, IconMapPin, IconUserMinus, IconUserPlus, IconWorld } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { PersonProfile } from '@/shared/api/gen/types.gen';
import { isMissing } from '@/shared/lib/errors';
import { formatNumber } from '@/shared/lib/format';
import { useReport } from '@/shared/report/useReport';
import { ButtonLink } from '@/shared/ui/links';
import { PageHeader } from '@/shared/ui/PageHeader';
import { PersonLine } from '@/shared/ui/PersonLine';
import { ToneBadge } from '@/shared/ui/StatusBadge';
import { EmptyState, QueryView, SkeletonRows } from '@/shared/ui/states';
import { friendsOfQuery, personQuery } from './api';
import classes from './People.module.css';
import { useFriendship } from './useFriendship';

type Props = {
  /** A username, or an id. */
  name: string;
  /** Puts the way to write to them among what can be done. */
  write?: (person: string) => ReactNode;
  /** What else of theirs one may see: their pets, their events. */
  children?: (person: PersonProfile) => ReactNode;
};

/** Somebody, as far as they show themselves to who looks. */
export function PersonPage({ name, write, children }: Props) {
  const { t } = useTranslation('community');
  const query = useQuery(personQuery(name));
  if (isMissing(query.error))
    return (
      <EmptyState isPage title={t('person.missing')} action={<ButtonLink to={'/people' as never}>{t('person.back')}</ButtonLink>}>
        {t('person.missing_why')}
      </EmptyState>
    );
  return (
    <QueryView query={query} skeleton={<SkeletonRows rows={4} height={96} />}>
      {(person) => (
        <>
          <Group align="flex-start" gap="md" wrap="nowrap">
            <Avatar src={person.avatar_url} name={person.display_name} alt="" size={72} color="strata" />
            <div style={{ flex: 1, minWidth: 0 }}>
              <PageHeader
                title={person.display_name}
                lead={<Lead person={person} />}
                action={<PersonActs person={person} write={write?.(person.id)} />}
              />
            </div>
          </Group>
          <Stack>
            <About person={person} />
            {children?.(person)}
            {person.allowed_actions.includes('friends') && <FriendsOf person={person} />}
          </Stack>
        </>
      )}
    </QueryView>
  );
}

function Lead({ person }: { person: PersonProfile }) {
  return (
    <>
      {person.username && <span>@{person.username}</span>}
      {person.headline && (
        <Text c="var(--mantine-color-text)" style={{ overflowWrap: 'anywhere' }}>
          {person.headline}
        </Text>
      )}
    </>
  );
}

function PersonActs({ person, write }: { person: PersonProfile; write: ReactNode }) {
  const { t } = useTranslation('community');
  const navigate = useNavigate();
  const { relation, isParting, ask, unfriend, decline, cancel, block } = useFriendship(person);
  const report = useReport('person', person.id);
  const may = (act: string) => person.allowed_actions.includes(act);
  if (person.relation === 'self')
    return (
      <ButtonLink to="/settings/$tab" params={{ tab: 'profile' } as never} variant="default">
        {t('act.edit_profile')}
      </ButtonLink>
    );
  const { request_id: request } = person;
  return (
    <>
      {relation === 'friend' && (
        <ToneBadge tone="success" icon={<IconCheck size={14} aria-hidden />}>
          {t('relation.friend')}
        </ToneBadge>
      )}
      {relation === 'asked' && (
        <>
          <ToneBadge tone="warning" icon={<IconClock size={14} aria-hidden />}>
            {t('relation.asked')}
          </ToneBadge>
          {request && (
            <Button variant="default" onClick={() => void cancel(request)}>
              {t('act.cancel')}
            </Button>
          )}
        </>
      )}
      {relation === 'asks' && (
        <>
          {request && (
            <Button variant="default" onClick={() => decline(request)}>
              {t('act.decline')}
            </Button>
          )}
          <Button onClick={ask}>{t('act.accept')}</Button>
        </>
      )}
      {relation === 'none' && !isParting && may('befriend') && (
        <Button leftSection={<IconUserPlus size={16} aria-hidden />} onClick={ask}>
          {t('act.add')}
        </Button>
      )}
      {write}
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="default" size={36} aria-label={t('common:action.more')}>
            <IconDots size={16} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {relation === 'friend' && (
            <Menu.Item leftSection={<IconUserMinus size={16} aria-hidden />} onClick={unfriend}>
              {t('act.unfriend')}
            </Menu.Item>
          )}
          <Menu.Item
            leftSection={<IconBan size={16} aria-hidden />}
            onClick={() => block(() => navigate({ to: '/people', search: { tab: 'blocked' } } as never))}
          >
            {t('act.block')}
          </Menu.Item>
          {report.item}
        </Menu.Dropdown>
      </Menu>
      {report.dialog}
    </>
  );
}

function About({ person }: { person: PersonProfile }) {
  const { t } = useTranslation('community');
  if (!person.is_open)
    return (
      <Card>
        <Group gap="xs" wrap="nowrap">
          <IconLock size={16} aria-hidden style={{ flexShrink: 0 }} />
          <Text>{t('person.closed', { name: person.display_name })}</Text>
        </Group>
      </Card>
    );
  const { bio, location, website } = person;
  const site = website && /^https?:/.test(website) ? new URL(website) : undefined;
  if (!bio && !location && !site) return null;
  return (
    <Card component="section" aria-labelledby="about">
      <Title order={2} id="about" mb="xs">
        {t('person.about')}
      </Title>
      <Stack gap="xs">
        {bio && <Text className={classes.words}>{bio}</Text>}
        {location && (
          <Group gap="xs" wrap="nowrap">
            <IconMapPin size={16} aria-hidden />
            <Text>{location}</Text>
          </Group>
        )}
        {site && (
          <Group gap="xs" wrap="nowrap">
            <IconWorld size={16} aria-hidden />
            <Anchor href={site.href} target="_blank" rel="noreferrer nofollow">
              {site.hostname}
            </Anchor>
          </Group>
        )}
      </Stack>
    </Card>
  );
}

function FriendsOf({ person }: { person: PersonProfile }) {
  const { t, i18n } = useTranslation('community');
  const query = useInfiniteQuery(friendsOfQuery(person.id));
  const count = person.friends_count ?? 0;
  return (
    <section aria-labelledby="friends">
      <Title order={2} id="friends" mb="xs">
        {t('person.friends', { count, n: formatNumber(count, 0, i18n.language) })}
      </Title>
      <QueryView
        query={{ ...query, data: query.data?.pages.flatMap(({ results }) => results) }}
        skeleton={<SkeletonRows rows={2} height={64} />}
        isEmpty={(rows) => rows.length === 0}
        empty={<Text c="dimmed">{t('person.no_friends')}</Text>}
      >
        {(rows) => (
          <ul className={classes.cards}>
            {rows.map((friend) => (
              <li key={friend.id}>
                <Card padding="sm">
                  <PersonLine person={friend} below={friend.username && `@${friend.username}`} />
                </Card>
              </li>
            ))}
          </ul>
        )}
      </QueryView>
      {query.hasNextPage && (
        <Button mt="md" variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t('more')}
        </Button>
      )}
    </section>
  );
}
