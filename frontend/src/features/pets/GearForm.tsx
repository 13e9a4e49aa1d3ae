import { Button, Card, Grid, NumberInput, Skeleton, Stack, Text, TextInput, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Design, Pet } from '@/shared/api/gen/types.gen';
import { ApiError } from '@/shared/api/problem';
import { formatNumber, formatSize } from '@/shared/lib/format';
import { ErrorState } from '@/shared/ui/states';
import { toastError } from '@/shared/ui/toast';
import { type ModelFacts, type ModelSource, ModelViewer } from '@/shared/viewer';
import { make, previewQuery, printSearchOf, proposed, wishesOf } from './gear';

const SETTLE_MS = 350;
const LETTERING_PROBLEMS = ['lettering_too_long', 'letters_unknown'];

/** The parameters, filled in from the measurements, beside the thing itself as it turns out. */
export function GearForm({ pet, design }: { pet: Pet; design: Design }) {
  const { t, i18n } = useTranslation('pets');
  const navigate = useNavigate();
  const [chosen, setChosen] = useState(() => proposed(design));
  const [facts, setFacts] = useState<ModelFacts>();
  const wishes = useMemo(() => wishesOf(design, chosen), [design, chosen]);
  const [settled] = useDebouncedValue(wishes, SETTLE_MS);
  const preview = useQuery({ ...previewQuery(pet.id, settled), placeholderData: keepPreviousData });
  const [source, setSource] = useState<ModelSource>();
  useEffect(() => {
    if (preview.data) setSource({ file: preview.data, format: 'stl' });
  }, [preview.data]);
  const prices = useMutation({
    mutationFn: () => make(pet.id, wishes),
    onSuccess: (made) => navigate({ to: '/print', search: printSearchOf(made) } as never),
    onError: (error) => toastError(error, 'gear'),
  });
  const problem = preview.error instanceof ApiError ? preview.error : undefined;
  const isAboutLetters = problem !== undefined && LETTERING_PROBLEMS.includes(problem.code);
  const problemOf = (name: string) => isAboutLetters && name in problem.fields && t(`gear.${problem.code}`, problem.facts);
  const choose = (name: string, value: string | number) => setChosen((before) => ({ ...before, [name]: value }));
  const isStale = settled !== wishes || preview.isPlaceholderData || preview.isFetching;
  return (
    <Grid gap="md">
      <Grid.Col span={{ base: 12, md: 7 }}>
        {source ? (
          <div style={{ opacity: isStale ? 0.7 : 1 }} aria-busy={isStale}>
            <ModelViewer source={source} height={420} onFacts={setFacts} />
          </div>
        ) : preview.error && !isAboutLetters ? (
          <ErrorState error={preview.error} onRetry={() => void preview.refetch()} />
        ) : (
          <Skeleton height={420} radius="lg" animate={!preview.error} />
        )}
        <Text size="sm" c="dimmed" mt="xs" mih={22} role="status">
          {facts && source && !preview.error && t('gear.size', { size: formatSize(facts.sizeMm, i18n.language) })}
        </Text>
      </Grid.Col>
      <Grid.Col span={{ base: 12, md: 5 }}>
        <Card component="section" aria-labelledby="wishes">
          <form
            onSubmit={(event) => {
              event.preventDefault();
              prices.mutate();
            }}
          >
            <Stack>
              <div>
                <Title order={2} id="wishes">
                  {t(`gear.design.${design.design}.name`)}
                </Title>
                <Text size="sm" c="dimmed">
                  {t(`gear.design.${design.design}.how`)}
                </Text>
              </div>
              {design.letterings.map(({ name, most }) => (
                <TextInput
                  key={name}
                  label={t(`gear.parameter.${name}`)}
                  description={t(`gear.parameter.${name}_why`)}
                  maxLength={most}
                  value={String(chosen[name])}
                  error={problemOf(name)}
                  onChange={(event) => choose(name, event.currentTarget.value)}
                />
              ))}
              {design.lengths.map(({ name, least, most, proposed: best }) => (
                <NumberInput
                  key={name}
                  label={t(`gear.parameter.${name}`)}
                  description={t('gear.range', {
                    least: formatNumber(least, 1, i18n.language),
                    most: formatNumber(most, 1, i18n.language),
                    best: formatNumber(best ?? least, 1, i18n.language),
                  })}
                  suffix=" mm"
                  min={least}
                  max={most}
                  decimalScale={1}
                  step={most > 20 ? 5 : 0.5}
                  value={chosen[name]}
                  onChange={(value) => choose(name, value)}
                />
              ))}
              <Button type="submit" loading={prices.isPending} disabled={!source || preview.error !== null}>
                {t('gear.prices')}
              </Button>
            </Stack>
          </form>
        </Card>
      </Grid.Col>
    </Grid>
  );
}
