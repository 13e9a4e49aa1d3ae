import { ActionIcon, Button, Card, FileButton, Grid, Group, Menu, Stack, Table, Text, Title } from '@mantine/core';
import { IconDots, IconPencil, IconPhoto, IconPhotoOff, IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Pet } from '@/shared/api/gen/types.gen';
import { isMissing } from '@/shared/lib/errors';
import { formatNumber } from '@/shared/lib/format';
import { useReport } from '@/shared/report/useReport';
import { doLater } from '@/shared/ui/later';
import { ButtonLink } from '@/shared/ui/links';
import { PageHeader } from '@/shared/ui/PageHeader';
import { PersonLine } from '@/shared/ui/PersonLine';
import { EmptyState, QueryView, SkeletonRows } from '@/shared/ui/states';
import { toast, toastError } from '@/shared/ui/toast';
import { acts, petQuery } from './api';
import { Gallery } from './Gallery';
import { GearCard } from './GearCard';
import { MeasuringGuide } from './MeasuringGuide';
import { PetPicture } from './PetCards';
import classes from './Pets.module.css';
import { digitsOf, keptUnits, MEASURES, shownIn, unitOf } from './units';

/** A pet, for whom its owner shows it to. */
export function PetPage({ id }: { id: string }) {
  const { t } = useTranslation('pets');
  const query = useQuery(petQuery(id));
  if (isMissing(query.error) && !query.data)
    return (
      <EmptyState isPage title={t('missing.title')} action={<ButtonLink to={'/pets' as never}>{t('missing.back')}</ButtonLink>}>
        {t('missing.why')}
      </EmptyState>
    );
  return (
    <QueryView query={query} skeleton={<SkeletonRows rows={4} height={120} />}>
      {(pet) => (
        <>
          <Group align="flex-start" gap="md" wrap="nowrap">
            <PetPicture url={pet.avatar_url} size={72} />
            <div style={{ flex: 1, minWidth: 0 }}>
              <PageHeader title={pet.name} lead={<Lead pet={pet} />} action={<PetActs pet={pet} />} />
            </div>
          </Group>
          <Grid gap="md">
            <Grid.Col span={{ base: 12, md: 7 }}>
              <Stack>
                {pet.about && <Text className={classes.words}>{pet.about}</Text>}
                <Gallery pet={pet} />
              </Stack>
            </Grid.Col>
            <Grid.Col span={{ base: 12, md: 5 }}>
              <Stack>
                <Measured pet={pet} />
                {pet.allowed_actions.includes('partial_update') && <GearCard pet={pet.id} />}
                <Card component="section" aria-labelledby="owner">
                  <Title order={2} id="owner" mb="xs">
                    {t('owner')}
                  </Title>
                  <PersonLine person={pet.owner} />
                </Card>
              </Stack>
            </Grid.Col>
          </Grid>
        </>
      )}
    </QueryView>
  );
}

function Lead({ pet }: { pet: Pet }) {
  const { t, i18n } = useTranslation('pets');
  const day = pet.birthday && new Intl.DateTimeFormat(i18n.language, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(pet.birthday));
  return (
    <>
      {[t(`species.${pet.species}`), pet.breed].filter(Boolean).join(' · ')}
      {day && <Text>{t('born', { day })}</Text>}
      <Text size="sm">{t(`visibility.${pet.visibility ?? 'friends'}`)}</Text>
    </>
  );
}

function PetActs({ pet }: { pet: Pet }) {
  const { t } = useTranslation('pets');
  const queries = useQueryClient();
  const navigate = useNavigate();
  const report = useReport('pet', pet.id);
  const may = (act: string) => pet.allowed_actions.includes(act);
  const mayReport = report.mayReport && !may('partial_update');
  const picture = useMutation({
    mutationFn: (image: File | undefined) => (image ? acts.setAvatar(pet.id, image) : acts.removeAvatar(pet.id)),
    onSuccess: (saved) => {
      queries.setQueryData(petQuery(pet.id).queryKey, saved);
      void queries.invalidateQueries({ queryKey: ['pets'] });
      toast(t('picture.saved'), `pet-${pet.id}`);
    },
    onError: (error) => toastError(error, `pet-${pet.id}`),
  });
  const remove = () => {
    doLater({
      id: pet.id,
      message: t('removed', { name: pet.name }),
      act: (init) => acts.remove(pet.id, init),
      onSettled: () => queries.invalidateQueries({ queryKey: ['pets', 'mine'] }),
    });
    void navigate({ to: '/pets' } as never);
  };
  return (
    <>
      {may('partial_update') && (
        <ButtonLink
          to={'/pets/$petId/edit' as never}
          params={{ petId: pet.id } as never}
          variant="default"
          leftSection={<IconPencil size={16} aria-hidden />}
        >
          {t('act.edit')}
        </ButtonLink>
      )}
      {may('avatar') && (
        <FileButton accept="image/jpeg,image/png,image/webp,image/gif" onChange={(image) => image && picture.mutate(image)}>
          {(props) => (
            <Button {...props} variant="default" loading={picture.isPending} leftSection={<IconPhoto size={16} aria-hidden />}>
              {t(pet.avatar_url ? 'picture.replace' : 'picture.choose')}
            </Button>
          )}
        </FileButton>
      )}
      {(may('destroy') || mayReport) && (
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon variant="default" size={36} aria-label={t('common:action.more')}>
              <IconDots size={16} aria-hidden />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {may('remove_avatar') && (
              <Menu.Item leftSection={<IconPhotoOff size={16} aria-hidden />} onClick={() => picture.mutate(undefined)}>
                {t('picture.remove')}
              </Menu.Item>
            )}
            {may('destroy') && (
              <Menu.Item leftSection={<IconTrash size={16} aria-hidden />} onClick={remove}>
                {t('act.remove')}
              </Menu.Item>
            )}
            {mayReport && report.item}
          </Menu.Dropdown>
        </Menu>
      )}
      {report.dialog}
    </>
  );
}

function Measured({ pet }: { pet: Pet }) {
  const { t, i18n } = useTranslation('pets');
  const [units] = useState(keptUnits);
  const rows = MEASURES.flatMap((measure) => {
    const base = pet.measurements?.[measure]?.value;
    if (base === undefined) return [];
    const value = formatNumber(shownIn(measure, base, units), digitsOf(measure, units), i18n.language);
    return [{ measure, value: `${value} ${t(`unit.${unitOf(measure, units)}`)}` }];
  });
  return (
    <Card component="section" aria-labelledby="measures">
      <Title order={2} id="measures" mb="xs">
        {t('part.measures')}
      </Title>
      {rows.length > 0 ? (
        <>
          <Table>
            <Table.Tbody>
              {rows.map(({ measure, value }) => (
                <Table.Tr key={measure}>
                  <Table.Th scope="row" fw={400}>
                    {t(`measure.${measure}`)}
                  </Table.Th>
                  <Table.Td ta="end">{value}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
          {pet.measured_on && (
            <Text size="sm" c="dimmed" mt="xs">
              {t('measured', {
                day: new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(pet.measured_on)),
              })}
            </Text>
          )}
        </>
      ) : (
        <Text c="dimmed" mb="xs">
          {t('not_measured')}
        </Text>
      )}
      {pet.allowed_actions.includes('partial_update') && <MeasuringGuide species={pet.species} />}
    </Card>
  );
}
