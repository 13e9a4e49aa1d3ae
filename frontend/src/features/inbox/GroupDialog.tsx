import { ActionIcon, Alert, Badge, Button, Group, Menu, Stack, Text, TextInput, Title } from '@mantine/core';
import { IconDots, IconUserMinus, IconUserShield } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Conversation, ConversationPerson } from '@/shared/api/gen/types.gen';
import { useSession } from '@/shared/auth/session';
import { sentenceOf } from '@/shared/lib/errors';
import { nameOf } from '@/shared/lib/people';
import { confirm } from '@/shared/ui/confirm';
import { Dialog } from '@/shared/ui/Dialog';
import { PeopleChoice } from '@/shared/ui/PeopleChoice';
import { PersonLine } from '@/shared/ui/PersonLine';
import { toast, toastError } from '@/shared/ui/toast';
import { acts, peopleQuery } from './api';
import classes from './Inbox.module.css';

/** Who is in the group; its admins rename it, add and remove people, and make others admins. */
export function GroupDialog({ conversation, onClose }: { conversation: Conversation; onClose: () => void }) {
  const { t } = useTranslation('inbox');
  const { user } = useSession();
  const queries = useQueryClient();
  const [isAdding, setAdding] = useState(false);
  const { id, people, me, allowed_actions } = conversation;
  const may = (act: string) => allowed_actions.includes(act);
  const here = people.filter((one) => one.is_here);
  const settle = () => queries.invalidateQueries({ queryKey: ['conversations'] });
  const remove = (person: ConversationPerson) =>
    confirm({
      title: t('group_of.remove_title', { who: nameOf(person.display_name) }),
      body: t('group_of.remove_why'),
      verb: t('group_of.remove'),
      onConfirm: () => acts.removePerson(id, person.id).then(settle, toastError),
    });
  const makeAdmin = (person: ConversationPerson) =>
    acts.makeAdmin(id, person.id).then(() => {
      toast(t('group_of.made_admin', { who: nameOf(person.display_name) }), `group-${id}`);
      return settle();
    }, toastError);
  return (
    <Dialog onClose={onClose} title={t('group_of.title')}>
      <Stack>
        {may('rename') && <Name conversation={conversation} onSaved={settle} />}
        <section aria-labelledby="members">
          <Group justify="space-between" mb="xs">
            <Title order={3} size="h4" id="members">
              {t('group_of.members', { count: here.length + 1 })}
            </Title>
            {may('add_people') && !isAdding && (
              <Button variant="default" size="compact-md" onClick={() => setAdding(true)}>
                {t('group_of.add')}
              </Button>
            )}
          </Group>
          {isAdding && <Adding conversation={conversation} onDone={() => setAdding(false)} />}
          <ul className={classes.list}>
            {user && <Member person={user} name={t('you')} isAdmin={me.role === 'admin'} />}
            {here.map((person) => (
              <Member key={person.id} person={person} name={nameOf(person.display_name)} isAdmin={person.role === 'admin'}>
                {may('remove_person') && (
                  <Menu position="bottom-end">
                    <Menu.Target>
                      <ActionIcon size={36} color="gray" aria-label={t('group_of.acts', { who: nameOf(person.display_name) })}>
                        <IconDots size={16} aria-hidden />
                      </ActionIcon>
                    </Menu.Target>
                    <Menu.Dropdown>
                      {person.role !== 'admin' && (
                        <Menu.Item leftSection={<IconUserShield size={16} aria-hidden />} onClick={() => void makeAdmin(person)}>
                          {t('group_of.make_admin')}
                        </Menu.Item>
                      )}
                      <Menu.Item leftSection={<IconUserMinus size={16} aria-hidden />} onClick={() => remove(person)}>
                        {t('group_of.remove')}
                      </Menu.Item>
                    </Menu.Dropdown>
                  </Menu>
                )}
              </Member>
            ))}
          </ul>
        </section>
        <Text size="sm" c="dimmed">
          {t(may('rename') ? 'group_of.admin_help' : 'group_of.help')}
        </Text>
      </Stack>
    </Dialog>
  );
}

type Somebody = { id: string; display_name: string; username: string | null; avatar_url: string | null };

function Member({ person, name, isAdmin, children }: { person: Somebody; name: string; isAdmin: boolean; children?: React.ReactNode }) {
  const { t } = useTranslation('inbox');
  return (
    <li>
      <Group justify="space-between" wrap="nowrap" mih={48}>
        <PersonLine isPlain person={{ ...person, display_name: name }} below={person.username && `@${person.username}`} />
        <Group gap="xs" wrap="nowrap">
          {isAdmin && <Badge variant="light">{t('group_of.admin')}</Badge>}
          {children}
        </Group>
      </Group>
    </li>
  );
}

function Name({ conversation, onSaved }: { conversation: Conversation; onSaved: () => unknown }) {
  const { t } = useTranslation('inbox');
  const [title, setTitle] = useState(conversation.title);
  const wanted = title.trim();
  const rename = useMutation({
    mutationFn: () => acts.keep(conversation.id, { title: wanted }),
    onSuccess: () => {
      toast(t('group_of.renamed'), `group-${conversation.id}`);
      return onSaved();
    },
  });
  return (
    <form
      onSubmit={(submit) => {
        submit.preventDefault();
        if (wanted && wanted !== conversation.title) rename.mutate();
      }}
    >
      <Group align="flex-end" wrap="nowrap">
        <TextInput
          label={t('new.name')}
          flex={1}
          maxLength={80}
          required
          value={title}
          onChange={(event) => setTitle(event.currentTarget.value)}
          error={rename.error ? sentenceOf(rename.error) : undefined}
        />
        <Button type="submit" variant="default" loading={rename.isPending} disabled={!wanted || wanted === conversation.title}>
          {t('group_of.rename')}
        </Button>
      </Group>
    </form>
  );
}

function Adding({ conversation, onDone }: { conversation: Conversation; onDone: () => void }) {
  const { t } = useTranslation('inbox');
  const queries = useQueryClient();
  const [search, setSearch] = useState<string>();
  const [chosen, setChosen] = useState<string[]>([]);
  const query = useQuery(peopleQuery(search));
  const add = useMutation({
    mutationFn: () => acts.addPeople(conversation.id, chosen),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['conversations'] });
      onDone();
    },
  });
  return (
    <Stack mb="md">
      <PeopleChoice
        query={query}
        label={t('new.search')}
        search={search}
        onSearch={setSearch}
        chosen={chosen}
        onChoose={setChosen}
        without={conversation.people.filter((one) => one.is_here).map((one) => one.id)}
        empty={{ title: t('new.nobody'), why: t('new.nobody_why') }}
      />
      {add.error ? (
        <Alert role="alert" color="red" variant="outline">
          {sentenceOf(add.error)}
        </Alert>
      ) : null}
      <Group justify="flex-end">
        <Button variant="default" onClick={onDone}>
          {t('common:action.cancel')}
        </Button>
        <Button loading={add.isPending} disabled={chosen.length === 0} onClick={() => add.mutate()}>
          {t('group_of.add_n', { count: chosen.length })}
        </Button>
      </Group>
    </Stack>
  );
}
