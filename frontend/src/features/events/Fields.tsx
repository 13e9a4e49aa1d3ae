import { NumberInput, Radio, Select, SimpleGrid, Stack, Textarea, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Event, VisibilityEnum } from '@/shared/api/gen/types.gen';
import { useSession } from '@/shared/auth/session';
import { ownPetsQuery } from './api';
import { type Facts, movedEnd } from './facts';
import { zones } from './zones';

type Form = { form: UseFormReturnType<Facts> };

const AUDIENCES: VisibilityEnum[] = ['public', 'friends', 'private'];

export function AboutFields({ form, event }: Form & { event?: Event }) {
  const { t } = useTranslation('events');
  const hosts = useHosts(event);
  return (
    <>
      <TextInput label={t('field.title')} required maxLength={120} {...form.getInputProps('title')} />
      <Textarea
        label={t('field.description')}
        description={t('field.description_help')}
        autosize
        minRows={4}
        maxLength={8000}
        {...form.getInputProps('description')}
      />
      {hosts.length > 1 && <Select label={t('field.host')} data={hosts} allowDeselect={false} {...form.getInputProps('host')} />}
    </>
  );
}

/** Oneself, the labs that one manages, one's pets; and whoever gives it now. */
function useHosts(event?: Event) {
  const { t } = useTranslation('events');
  const { user } = useSession();
  const { data: pets = [] } = useQuery(ownPetsQuery);
  return useMemo(() => {
    const hosts = new Map([['me', t('field.host_me', { name: event?.organizer.display_name ?? user?.display_name ?? '' })]]);
    for (const { lab, name, role } of user?.memberships ?? []) if (role === 'owner' || role === 'manager') hosts.set(`lab:${lab}`, name);
    for (const { id, name } of pets) hosts.set(`pet:${id}`, name);
    if (event?.lab) hosts.set(`lab:${event.lab.id}`, event.lab.name);
    if (event?.pet) hosts.set(`pet:${event.pet.id}`, event.pet.name);
    return [...hosts].map(([value, label]) => ({ value, label }));
  }, [user, pets, event, t]);
}

export function TimeFields({ form }: Form) {
  const { t } = useTranslation('events');
  const known = useMemo(zones, []);
  const { starts_at: start, ends_at: end, timezone } = form.values;
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }}>
      <TextInput
        type="datetime-local"
        label={t('field.starts')}
        required
        {...form.getInputProps('starts_at')}
        onChange={(change) => {
          const next = change.currentTarget.value;
          form.setValues({ ends_at: movedEnd({ starts_at: start, ends_at: end, timezone }, next), starts_at: next });
        }}
      />
      <TextInput type="datetime-local" label={t('field.ends')} required min={start} {...form.getInputProps('ends_at')} />
      <Select
        label={t('field.timezone')}
        description={t('field.timezone_help')}
        data={known.includes(timezone) ? known : [timezone, ...known]}
        searchable
        allowDeselect={false}
        limit={60}
        nothingFoundMessage={t('common:state.nothing_found')}
        {...form.getInputProps('timezone')}
      />
    </SimpleGrid>
  );
}

export function AudienceFields({ form }: Form) {
  const { t } = useTranslation('events');
  return (
    <Stack>
      <Radio.Group label={t('field.visibility')} {...form.getInputProps('visibility')}>
        <Stack gap="xs" mt="xs">
          {AUDIENCES.map((value) => (
            <Radio key={value} value={value} label={t(`audience.${value}`)} description={t(`audience.${value}_why`)} />
          ))}
        </Stack>
      </Radio.Group>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <NumberInput
          label={t('field.capacity')}
          description={t('field.capacity_help')}
          placeholder={t('field.capacity_none')}
          min={1}
          max={1_000_000}
          allowDecimal={false}
          {...form.getInputProps('capacity')}
        />
        <NumberInput
          label={t('field.guests')}
          description={t('field.guests_help')}
          min={0}
          max={20}
          allowDecimal={false}
          {...form.getInputProps('most_guests')}
        />
      </SimpleGrid>
    </Stack>
  );
}
