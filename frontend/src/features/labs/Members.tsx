import { ActionIcon, Alert, Button, Flex, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LabRoleEnum, Membership } from '@/shared/api/gen/types.gen';
import { useSession } from '@/shared/auth/session';
import { sentenceOf } from '@/shared/lib/errors';
import { confirm } from '@/shared/ui/confirm';
import { QueryView, SkeletonRows } from '@/shared/ui/states';
import { toast, toastError } from '@/shared/ui/toast';
import classes from './Labs.module.css';
import { addMember, changeRole, membersQuery, removeMember } from './settings';

const ROLES: LabRoleEnum[] = ['owner', 'manager', 'operator', 'stock_keeper'];

/** The people of a lab and what they may do there. */
export function Members({ lab }: { lab: string }) {
  const { user } = useSession();
  const mine = user?.memberships.find((one) => one.lab === lab)?.role;
  const isManager = Boolean(user?.is_admin) || mine === 'owner' || mine === 'manager';
  return (
    <Stack>
      {isManager && <Invite lab={lab} />}
      <QueryView query={useQuery(membersQuery(lab))} skeleton={<SkeletonRows rows={4} />}>
        {(members) => (
          <Stack component="ul" className={classes.list}>
            {members.map((member) => (
              <li key={member.id}>
                <Member lab={lab} member={member} />
              </li>
            ))}
          </Stack>
        )}
      </QueryView>
    </Stack>
  );
}

function Invite({ lab }: { lab: string }) {
  const { t } = useTranslation('labs');
  const queries = useQueryClient();
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<LabRoleEnum>('operator');
  const add = useMutation({
    mutationFn: () => addMember(lab, email.trim(), role),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ['labs', lab, 'members'] });
      toast(t('members.added', { name: email }));
      setEmail('');
    },
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        add.mutate();
      }}
    >
      <Group align="flex-end" gap="xs">
        <TextInput
          label={t('members.email')}
          type="email"
          required
          flex={1}
          miw={200}
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <RoleSelect label={t('members.role')} value={role} onChange={setRole} />
        <Button type="submit" loading={add.isPending}>
          {t('members.add')}
        </Button>
      </Group>
      {add.error ? (
        <Alert role="alert" color="red" variant="outline" mt="sm">
          {sentenceOf(add.error)}
        </Alert>
      ) : null}
    </form>
  );
}

type RoleProps = { label: string; isLabelHidden?: boolean; value: LabRoleEnum; onChange: (role: LabRoleEnum) => void };

function RoleSelect({ label, isLabelHidden, value, onChange }: RoleProps) {
  const { t } = useTranslation('labs');
  return (
    <Select
      label={isLabelHidden ? undefined : label}
      aria-label={label}
      data={ROLES.map((one) => ({ value: one, label: t(`common:role.${one}`) }))}
      value={value}
      onChange={(role) => onChange(role as LabRoleEnum)}
      allowDeselect={false}
      w={160}
    />
  );
}

function Member({ lab, member }: { lab: string; member: Membership }) {
  const { t } = useTranslation('labs');
  const queries = useQueryClient();
  const { user } = useSession();
  const name = member.user.name;
  const isMe = member.user.id === user?.id;
  const done = (words: string) => {
    void queries.invalidateQueries({ queryKey: ['labs', lab, 'members'] });
    void queries.invalidateQueries({ queryKey: ['me'] });
    toast(words, `member-${member.id}`);
  };
  const onError = (error: unknown) => toastError(error, `member-${member.id}`);
  const change = useMutation({
    mutationFn: (role: LabRoleEnum) => changeRole(lab, member.id, role),
    onSuccess: () => done(t('members.changed', { name })),
    onError,
  });
  const remove = useMutation({
    mutationFn: () => removeMember(lab, member.id),
    onSuccess: () => done(t('members.removed', { name })),
    onError,
  });
  const role = member.role ?? 'operator';
  return (
    <Flex direction={{ base: 'column', sm: 'row' }} justify="space-between" align={{ sm: 'center' }} gap="xs">
      <div>
        <Text fw={500}>
          {name}
          {isMe && (
            <Text span c="dimmed" fw={400}>
              {` (${t('members.you')})`}
            </Text>
          )}
        </Text>
        <Text size="sm" c="dimmed">
          {member.email}
        </Text>
      </div>
      <Group gap="xs">
        {member.allowed_actions.includes('partial_update') ? (
          <RoleSelect
            isLabelHidden
            label={t('members.role_of', { name })}
            value={role}
            onChange={(next) => next !== role && change.mutate(next)}
          />
        ) : (
          <Text>{t(`common:role.${role}`)}</Text>
        )}
        {member.allowed_actions.includes('destroy') && !isMe && (
          <ActionIcon
            color="gray"
            aria-label={t('members.remove', { name })}
            onClick={() =>
              confirm({
                title: t('members.ask', { name }),
                body: t('members.explain'),
                verb: t('members.verb'),
                onConfirm: () => remove.mutate(),
              })
            }
          >
            <IconTrash size={16} aria-hidden />
          </ActionIcon>
        )}
      </Group>
    </Flex>
  );
}
