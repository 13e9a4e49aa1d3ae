import { Button, Card, Group, NativeSelect, Radio, SimpleGrid, Stack, Textarea, TextInput, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Pet, PetRequest } from '@/shared/api/gen/types.gen';
import { useEdit } from '@/shared/api/useEdit';
import { today } from '@/shared/lib/days';
import { isMissing, landErrors } from '@/shared/lib/errors';
import { EditProblem } from '@/shared/ui/EditProblem';
import { ButtonLink } from '@/shared/ui/links';
import { PageHeader } from '@/shared/ui/PageHeader';
import { EmptyState, QueryView, SkeletonRows } from '@/shared/ui/states';
import { toast } from '@/shared/ui/toast';
import { acts, petQuery } from './api';
import { MeasureFields } from './MeasureFields';
import { formOf, type PetForm, requestOf, SPECIES, VISIBILITIES } from './petForm';

/** The form of a pet of one's own. */
export function PetEditor({ id }: { id: string }) {
  const { t } = useTranslation('pets');
  const query = useQuery(petQuery(id));
  const isForeign = query.data && !query.data.allowed_actions.includes('partial_update');
  if (isForeign || (isMissing(query.error) && !query.data))
    return (
      <EmptyState isPage title={t('edit.closed')} action={<ButtonLink to={'/pets' as never}>{t('missing.back')}</ButtonLink>}>
        {t('edit.closed_why')}
      </EmptyState>
    );
  return (
    <QueryView query={query} skeleton={<SkeletonRows rows={6} height={64} />}>
      {(pet) => (
        <>
          <PageHeader title={t('edit.title', { name: pet.name })} />
          <Form pet={pet} />
        </>
      )}
    </QueryView>
  );
}

export function NewPet() {
  const { t } = useTranslation('pets');
  return (
    <>
      <PageHeader title={t('new')} lead={t('new_lead')} />
      <Form />
    </>
  );
}

function Form({ pet }: { pet?: Pet }) {
  const { t } = useTranslation('pets');
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [problem, setProblem] = useState<string>();
  const form = useForm<PetForm>({
    initialValues: formOf(pet),
    validateInputOnBlur: true,
    validate: {
      name: (name) => (name.trim() ? null : t('common:field_error.required')),
      birthday: (day) => (day > today() ? t('field.born_later') : null),
      measurements: {
        neck: (value) => tooSmall(value),
        chest: (value) => tooSmall(value),
        back: (value) => tooSmall(value),
        leg: (value) => tooSmall(value),
        weight: (value) => tooSmall(value),
      },
    },
  });
  const tooSmall = (value: number | '') => (value === '' || value > 0 ? null : t('field.too_small'));
  const edit = useEdit<Pet, PetRequest>({
    row: pet,
    of: (row) => formOf(row),
    load: () => {
      const { queryKey, queryFn } = petQuery(pet?.id ?? '');
      return queries.fetchQuery({ queryKey, queryFn, staleTime: 0 });
    },
    save: (facts, headers) => (pet ? acts.edit(pet.id, facts, headers) : acts.add(facts)),
    onSaved: (saved) => {
      queries.setQueryData(petQuery(saved.id).queryKey, saved);
      void queries.invalidateQueries({ queryKey: ['pets'] });
      toast(t(pet ? 'edit.saved' : 'added', { name: saved.name }), `pet-${saved.id}`);
      void navigate({ to: '/pets/$petId', params: { petId: saved.id } } as never);
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
      <Stack maw={960}>
        <Card component="section" aria-labelledby="who">
          <Title order={2} id="who" mb="md">
            {t('part.who')}
          </Title>
          <Stack>
            <SimpleGrid cols={{ base: 1, sm: 2 }}>
              <TextInput label={t('field.name')} required maxLength={80} {...form.getInputProps('name')} />
              <NativeSelect
                label={t('field.species')}
                data={SPECIES.map((value) => ({ value, label: t(`species.${value}`) }))}
                {...form.getInputProps('species')}
              />
              <TextInput label={t('field.breed')} maxLength={80} {...form.getInputProps('breed')} />
              <TextInput type="date" label={t('field.birthday')} max={today()} {...form.getInputProps('birthday')} />
            </SimpleGrid>
            <Textarea label={t('field.about')} autosize minRows={3} maxLength={2000} {...form.getInputProps('about')} />
            <Radio.Group label={t('field.visibility')} {...form.getInputProps('visibility')}>
              <Stack gap="xs" mt="xs">
                {VISIBILITIES.map((value) => (
                  <Radio key={value} value={value} label={t(`visibility.${value}`)} description={t(`visibility.${value}_why`)} />
                ))}
              </Stack>
            </Radio.Group>
          </Stack>
        </Card>
        <Card component="section" aria-labelledby="measures">
          <Title order={2} id="measures" mb="md">
            {t('part.measures')}
          </Title>
          <MeasureFields form={form} />
        </Card>
        <EditProblem edit={edit} words={problem} onTake={(theirs) => form.setValues(formOf(theirs, form.values.units))} />
        <Group justify="flex-end" gap="xs">
          <ButtonLink
            variant="default"
            to={(pet ? '/pets/$petId' : '/pets') as never}
            params={(pet ? { petId: pet.id } : undefined) as never}
          >
            {t('common:action.cancel')}
          </ButtonLink>
          <Button type="submit" loading={edit.isPending}>
            {t(pet ? 'edit.save' : 'add')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
