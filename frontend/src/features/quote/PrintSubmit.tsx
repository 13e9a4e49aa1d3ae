import { Box, Button, Grid, Group, Stack, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useRouter } from '@tanstack/react-router';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Model3d } from '@/shared/api/gen/types.gen';
import { ApiError } from '@/shared/api/problem';
import { Money } from '@/shared/ui/Money';
import { PageHeader } from '@/shared/ui/PageHeader';
import { ErrorState } from '@/shared/ui/states';
import { materialsQuery, modelQuery, priceQuery } from './api';
import { ChosenLab } from './ChosenLab';
import { DropArea } from './DropArea';
import { takeOver } from './handoff';
import { ModelPanel } from './ModelPanel';
import { Prices } from './Prices';
import classes from './PrintSubmit.module.css';
import { flawsOf } from './report';
import { SettingsForm } from './SettingsForm';
import { useUpload } from './useUpload';
import { type PrintSearch, wishOf } from './wish';

const SETTLE_MS = 250;

/** Why there will be no price as things stand. */
function blockOf(isRefused: boolean, isFlawed: boolean, isMissing: boolean) {
  if (isRefused) return 'refused';
  if (isFlawed) return 'flawed';
  return isMissing ? 'after_upload' : undefined;
}

/** From a file to prices: the 3D view, the settings, every lab's answer. The address holds all of it. */
export function PrintSubmit({ search }: { search: PrintSearch }) {
  const { t } = useTranslation('quote');
  const navigate = useNavigate();
  const router = useRouter();
  const [file, setFile] = useState<File>();
  const change = useCallback(
    (changes: Partial<PrintSearch>, replace = true) => {
      if (router.latestLocation.pathname.replace(/\/$/, '') !== '/print') return; // on the way to another page: no way back
      void navigate({ to: '/print', search: (before: PrintSearch) => ({ ...before, ...changes }), replace, resetScroll: false } as never);
    },
    [navigate, router],
  );
  const onUploaded = useCallback((model: Model3d) => change({ model: model.id }), [change]);
  const { upload, start, cancel } = useUpload(onUploaded);
  const begin = useCallback(
    (next: File) => {
      setFile(next);
      change({ model: undefined });
      void start(next);
    },
    [change, start],
  );
  useEffect(() => {
    const dropped = takeOver();
    if (dropped) begin(dropped);
  }, [begin]);

  const { data: materials } = useQuery(materialsQuery);
  useEffect(() => {
    const first = materials?.find(({ code }) => code === 'pla') ?? materials?.[0];
    if (!search.material && first) change({ material: first.id });
  }, [materials, search.material, change]);

  const model = useQuery(modelQuery(search.model));
  const [settled] = useDebouncedValue(search, SETTLE_MS);
  const wish = useMemo(() => wishOf(settled), [settled]);
  const price = useQuery(priceQuery(wish, model.data));
  const isStale = price.isPlaceholderData || settled !== search;
  const isFlawed = flawsOf(model.data).length > 0;
  const quote = model.data?.status === 'ready' && !isFlawed ? price.data : undefined;
  const blocked = blockOf(model.data?.status === 'refused', isFlawed, Boolean(upload?.error ?? model.error));
  const wanted = quote?.offers.find((offer) => offer.is_possible && offer.lab.id === search.lab);
  const best = wanted ?? quote?.offers.find((offer) => offer.is_possible);
  const goOn = () =>
    quote &&
    void navigate({
      to: '/print/labs',
      search: { quote: quote.id, ...(wanted && { offer: wanted.id }), ...(wanted && search.printer && { printer: search.printer }) },
    });

  const next = (
    <Button disabled={!best || isStale} onClick={goOn}>
      {wanted ? t('labs.choose', { lab: wanted.lab.name }) : t('price.choose_lab')}
    </Button>
  );

  const isMissing = model.error instanceof ApiError && model.error.status === 404;
  if (isMissing || (!search.model && !upload && !file)) {
    return (
      <>
        <PageHeader title={t('print.title')} lead={t(isMissing ? 'model.missing' : 'landing.lead')} />
        <DropArea onFile={begin} height={360} />
      </>
    );
  }
  return (
    <>
      <PageHeader title={t('print.title')} action={<Box visibleFrom="sm">{next}</Box>} />
      {model.error ? <ErrorState error={model.error} onRetry={() => void model.refetch()} /> : null}
      <Grid gap="md">
        <Grid.Col span={{ base: 12, md: 7 }}>
          <ModelPanel
            model={model.data}
            upload={upload}
            file={file}
            scale={search.scale ?? 100}
            onModel={(id) => {
              setFile(undefined);
              if (id !== search.model) change({ model: id }, false);
            }}
            onCancel={() => {
              cancel();
              setFile(undefined);
            }}
            onRetry={() => file && void start(file)}
          >
            <Button
              variant="default"
              size="compact-md"
              style={{ flexShrink: 0 }}
              onClick={() => {
                cancel();
                setFile(undefined);
                change({ model: undefined }, false);
              }}
            >
              {t('model.other')}
            </Button>
          </ModelPanel>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 5 }}>
          <Stack>
            <SettingsForm search={search} onChange={change} />
            <Prices
              quote={quote}
              chosen={
                search.lab ? (
                  <ChosenLab
                    lab={search.lab}
                    printer={search.printer}
                    quote={quote}
                    onClear={() => change({ lab: undefined, printer: undefined })}
                    onClearPrinter={() => change({ printer: undefined })}
                  />
                ) : undefined
              }
              lab={search.lab}
              isStale={isStale}
              error={price.error}
              onRetry={() => void price.refetch()}
              blocked={blocked && t(`price.${blocked}`)}
              waiting={t(upload ? 'price.after_upload' : 'price.asking')}
            />
          </Stack>
        </Grid.Col>
      </Grid>
      {best?.price && (
        <Group className={classes.sticky} hiddenFrom="sm" justify="space-between" wrap="nowrap">
          <Text fw={600} fz={18} style={{ opacity: isStale ? 0.55 : 1 }}>
            <Money value={best.price} />
          </Text>
          {next}
        </Group>
      )}
    </>
  );
}
