import { Alert, Button, Card, Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Model3d } from '@/shared/api/gen/types.gen';
import { sentenceOf } from '@/shared/lib/errors';
import { formatNumber, formatSize } from '@/shared/lib/format';
import { LayerProgress } from '@/shared/ui/LayerProgress';
import { formatOf, type ModelFacts, type ModelSource, ModelViewer } from '@/shared/viewer';
import { overlayQuery } from './api';
import { Findings } from './Findings';
import type { Upload } from './useUpload';

type Props = {
  model: Model3d | undefined;
  upload: Upload | undefined;
  file: File | undefined;
  scale: number;
  onCancel: () => void;
  onRetry: () => void;
  children?: React.ReactNode;
};

/** The model in 3D: from the file in hand before it has arrived, with its report once it is analyzed. */
export function ModelPanel({ model, upload, file, scale, onCancel, onRetry, children }: Props) {
  const { t, i18n } = useTranslation('quote');
  const [local, setLocal] = useState<ModelFacts>();
  const [shown, setShown] = useState<string>();
  const { data: overlay = [] } = useQuery(overlayQuery(model?.id, Boolean(shown)));
  const source = useMemo<ModelSource | undefined>(() => {
    const format = file && formatOf(file.name);
    if (file && format) return { file, format };
    return model?.preview_url ? { url: model.preview_url, format: 'stl' } : undefined;
  }, [file, model?.preview_url]);
  const highlights = useMemo(() => overlay.filter(({ code }) => code === shown), [overlay, shown]);

  const size = model?.size_mm ?? local?.sizeMm;
  const triangles = model?.triangles ?? local?.triangles;
  const volume = model?.volume_mm3 ?? local?.volumeMm3;

  return (
    <Stack>
      {source ? (
        <ModelViewer
          source={source}
          height="min(56vh, 480px)"
          scale={scale / 100}
          highlights={highlights}
          stillUrl={model?.thumbnail_url ?? undefined}
          onFacts={setLocal}
        />
      ) : (
        <Skeleton height={420} radius="lg" />
      )}
      <Card component="section" aria-label={t('model.title')}>
        <Group justify="space-between" align="flex-start">
          <div>
            <Title order={2}>{model?.name ?? file?.name ?? ' '}</Title>
            <Text c="dimmed" data-number>
              {size &&
                `${formatSize(
                  size.map((length) => (length * scale) / 100),
                  i18n.language,
                )}`}
              {triangles ? ` · ${t('model.triangles', { count: triangles, shown: formatNumber(triangles, 0, i18n.language) })}` : ''}
              {volume ? ` · ${formatNumber((volume * (scale / 100) ** 3) / 1000, 1, i18n.language)} cm³` : ''}
            </Text>
          </div>
          {children}
        </Group>
        {upload && !upload.error && (
          <Stack gap="xs" mt="sm">
            <LayerProgress percent={upload.share * 100} label={t('upload.progress')} />
            <Group justify="space-between">
              <Text size="sm" c="dimmed">
                {t('upload.sending', { percent: Math.round(upload.share * 100) })}
              </Text>
              <Button size="compact-sm" variant="subtle" onClick={onCancel}>
                {t('upload.cancel')}
              </Button>
            </Group>
          </Stack>
        )}
        {upload?.error ? (
          <Alert role="alert" color="red" variant="outline" mt="sm" title={t('upload.failed')}>
            <Stack align="flex-start" gap="xs">
              {sentenceOf(upload.error)}
              <Button variant="default" size="compact-md" onClick={onRetry}>
                {t('common:action.try_again')}
              </Button>
            </Stack>
          </Alert>
        ) : null}
        {model?.status === 'analyzing' && (
          <Text c="dimmed" mt="sm" aria-live="polite">
            {t('model.analyzing')}
          </Text>
        )}
        {model?.status === 'refused' && (
          <Alert role="alert" color="red" variant="outline" mt="sm" title={t('model.refused')}>
            {t(`refusal.${model.refusal_code}`, { defaultValue: model.refusal_detail })}
          </Alert>
        )}
        {model?.report && (
          <Stack gap="xs" mt="md">
            <Title order={3}>{t('report.title')}</Title>
            {model.report.findings.length === 0 ? (
              <Text>{t('report.clean')}</Text>
            ) : (
              <Findings findings={model.report.findings} shown={shown} onShow={setShown} />
            )}
          </Stack>
        )}
      </Card>
    </Stack>
  );
}
