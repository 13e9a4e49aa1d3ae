import { Button, Card, Group, Stack, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Event, EventFactsRequest } from '@/shared/api/gen/types.gen';
import { useEdit } from '@/shared/api/useEdit';
import { isMissing, landErrors } from '@/shared/lib/errors';
import { EditProblem } from '@/shared/ui/EditProblem';
import { ButtonLink } from '@/shared/ui/links';
import { PageHeader } from '@/shared/ui/PageHeader';
import { EmptyState, QueryView, SkeletonRows } from '@/shared/ui/states';
import { toast, toastError } from '@/shared/ui/toast';
import { acts, eventQuery } from './api';
import { CoverField } from './CoverField';
import { AboutFields, AudienceFields, TimeFields } from './Fields';
import { type Facts, factsOf, requestOf } from './facts';
import { PlaceFields } from './PlaceFields';
import { instantOf } from './zones';

/** The form of an event that is there, for who runs it. */
export function EventEditor({ id }: { id: string }) {
  const { t } = useTranslation('events');
  const query = useQuery(eventQuery(id));
  const isClosed = query.data && !query.data.allowed_actions.includes('partial_update');
  if (isClosed || (isMissing(query.error) && !query.data))
    return (
      <EmptyState isPage title={t('edit.closed')} action={<ButtonLink to="/events">{t('missing.back')}</ButtonLink>}>
        {t('edit.closed_why')}
      </EmptyState>
    );
  return (
    <QueryView query={query} skeleton={<SkeletonRows rows={6} height={64} />}>
      {(event) => (
        <>
          <PageHeader title={t('edit.title', { title: event.title })} />
          <EventForm event={event} />
        </>
      )}
    </QueryView>
  );
}

export function NewEvent() {
  const { t } = useTranslation('events');
  return (
    <>
      <PageHeader title={t('new')} lead={t('new_lead')} />
      <EventForm />
    </>
  );
}

function EventForm({ event }: { event?: Event }) {
  const { t } = useTranslation('events');
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [problem, setProblem] = useState<string>();
  const [cover, setCover] = useState<File>();
  const required = (text: string) => (text.trim() ? null : t('common:field_error.required'));
  const form = useForm<Facts>({
    initialValues: factsOf(event),
    validateInputOnBlur: true,
    validate: {
      title: required,
      starts_at: (wall, { timezone }) => (instantOf(wall, timezone) ? null : t('common:field_error.required')),
      ends_at: (wall, { starts_at, timezone }) =>
        instantOf(wall, timezone) ? (wall > starts_at ? null : t('field.ends_early')) : t('common:field_error.required'),
      lng: (lng, { lat }) => ((lng === '') === (lat === '') ? null : t('field.both_degrees')),
    },
  });
  const edit = useEdit<Event, EventFactsRequest>({
    row: event,
    of: (row) => factsOf(row),
    load: () => {
      const { queryKey, queryFn } = eventQuery(event?.id ?? '');
      return queries.fetchQuery({ queryKey, queryFn, staleTime: 0 });
    },
    save: (facts, headers) => (event ? acts.edit(event.id, facts, headers) : acts.draft(facts)),
    onSaved: async (saved) => {
      if (cover) await acts.setCover(saved.id, cover).catch((error) => toastError(error, 'cover'));
      void queries.invalidateQueries({ queryKey: ['events'] });
      toast(t(event ? 'edit.saved' : 'draft.saved', { title: saved.title }), `event-${saved.id}`);
      void navigate({ to: '/events/$eventId', params: { eventId: saved.id } } as never);
    },
    onError: (error) => setProblem(landErrors(form, error)),
  });
  return (
    <form
      noValidate
      onSubmit={form.onSubmit(
        (values) => {
          setProblem(undefined);
          edit.mutate(requestOf(values));
        },
        (errors) => form.getInputNode(Object.keys(errors)[0])?.focus(),
      )}
    >
      <Stack maw={820}>
        <Card component="section" aria-labelledby="about">
          <Title order={2} id="about" mb="md">
            {t('part.about')}
          </Title>
          <Stack>
            <AboutFields form={form} event={event} />
            <CoverField event={event} chosen={cover} onChoose={setCover} />
          </Stack>
        </Card>
        <Card component="section" aria-labelledby="time">
          <Title order={2} id="time" mb="md">
            {t('part.time')}
          </Title>
          <TimeFields form={form} />
        </Card>
        <Card component="section" aria-labelledby="place">
          <Title order={2} id="place" mb="md">
            {t('part.place')}
          </Title>
          <PlaceFields form={form} />
        </Card>
        <Card component="section" aria-labelledby="audience">
          <Title order={2} id="audience" mb="md">
            {t('part.audience')}
          </Title>
          <AudienceFields form={form} />
        </Card>
        <EditProblem edit={edit} words={problem} onTake={(theirs) => form.setValues(factsOf(theirs))} />
        <Group justify="flex-end" gap="xs">
          <ButtonLink
            variant="default"
            to={(event ? '/events/$eventId' : '/events') as never}
            params={(event ? { eventId: event.id } : undefined) as never}
          >
            {t('common:action.cancel')}
          </ButtonLink>
          <Button type="submit" loading={edit.isPending}>
            {t(event ? 'edit.save' : 'draft.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
