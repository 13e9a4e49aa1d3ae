import { Alert, Button, Card, Group, SegmentedControl, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Model3d } from '@/shared/api/gen/types.gen';
import { sentenceOf } from '@/shared/lib/errors';
import { formatNumber, formatSize } from '@/shared/lib/format';
import { LayerProgress } from '@/shared/ui/LayerProgress';
import { formatOf, type ModelFacts, type ModelSource, ModelViewer } from '@/shared/viewer';
import { overlayQuery } from './api';
import { ModelReport } from './ModelReport';
import { formatVolume } from './report';
import type { Upload } from './useUpload';

type Side = 'before' | 'after';
type Props = {
  model: Model3d | undefined;
  upload: Upload | undefined;
  file: File | undefined;
  scale: number;
  onModel: (id: string) => void;
  onCancel: () => void;
  onRetry: () => void;
  children?: React.ReactNode;
};

/** The model in 3D: from the file in hand before it has arrived, with its report once it is analyzed. */
export function ModelPanel({ model, upload, file, scale, onModel, onCancel, onRetry, children }: Props) {
  const { t } = useTranslation('quote');
  const [local, setLocal] = useState<ModelFacts>();
  const [shown, setShown] = useState<string>();
  const [side, setSide] = useState<Side>('after');
  const original = model?.repaired_from;
  const isBefore = Boolean(original) && (side === 'before' || model?.status !== 'ready');
  const { data: overlay = [] } = useQuery(overlayQuery(model?.id, Boolean(shown)));
  const source = useSource(file, isBefore ? original?.preview_url : model?.preview_url);
  const highlights = useMemo(() => (isBefore ? [] : overlay.filter(({ code }) => code === shown)), [overlay, shown, isBefore]);

  return (
    <Stack>
      {original && model?.status === 'ready' && (
        <SegmentedControl
          aria-label={t('mend.side')}
          value={side}
          data={[
            { value: 'before', label: t('mend.before') },
            { value: 'after', label: t('mend.after') },
          ]}
          onChange={(value) => setSide(value as Side)}
        />
      )}
      {source ? (
        <ModelViewer
          source={source}
          height="min(56vh, 480px)"
          scale={scale / 100}
          highlights={highlights}
          stillUrl={(isBefore ? original?.thumbnail_url : model?.thumbnail_url) ?? undefined}
          onFacts={setLocal}
        />
      ) : (
        model?.status !== 'refused' && <Skeleton height="min(56vh, 480px)" radius="lg" />
      )}
      <Card component="section" aria-label={t('model.title')}>
        <Group justify="space-between" align="flex-start" wrap="nowrap">
          <div style={{ minWidth: 0 }}>
            <Title order={2} style={{ overflowWrap: 'anywhere' }}>
              {model?.name ?? file?.name ?? ' '}
            </Title>
            <Measures model={model} local={local} scale={scale} />
          </div>
          {children}
        </Group>
        <Stack mt="sm" gap="md">
          {upload && <Sending upload={upload} onCancel={onCancel} onRetry={onRetry} />}
          {model?.status === 'analyzing' && (
            <Text c="dimmed" aria-live="polite">
              {t(original ? 'mend.repairing' : 'model.analyzing')}
            </Text>
          )}
          {model && <ModelReport model={model} shown={shown} onShow={setShown} onModel={onModel} />}
        </Stack>
      </Card>
    </Stack>
  );
}

/** The file in hand, else what the server drew of it. */
function useSource(file: File | undefined, previewUrl: string | null | undefined): ModelSource | undefined {
  return useMemo(() => {
    const format = file && formatOf(file.name);
    if (file && format) return { file, format };
    return previewUrl ? { url: previewUrl, format: 'stl' } : undefined;
  }, [file, previewUrl]);
}

function Measures({ model, local, scale }: { model: Model3d | undefined; local: ModelFacts | undefined; scale: number }) {
  const { t, i18n } = useTranslation('quote');
  const size = model?.size_mm ?? local?.sizeMm;
  const triangles = model?.triangles ?? local?.triangles;
  const volume = model?.volume_mm3 ?? local?.volumeMm3;
  const factor = scale / 100;
  const parts = [
    size &&
      formatSize(
        size.map((length) => length * factor),
        i18n.language,
      ),
    triangles && t('model.triangles', { count: triangles, shown: formatNumber(triangles, 0, i18n.language) }),
    volume && formatVolume(volume * factor ** 3, i18n.language),
  ];
  return (
    <Text c="dimmed" data-number mih={20}>
      {parts.filter(Boolean).join(' · ')}
    </Text>
  );
}

function Sending({ upload, onCancel, onRetry }: { upload: Upload; onCancel: () => void; onRetry: () => void }) {
  const { t } = useTranslation('quote');
  if (upload.error)
    return (
      <Alert role="alert" color="red" variant="outline" title={t('upload.failed')}>
        <Stack align="flex-start" gap="xs">
          {sentenceOf(upload.error)}
          <Button variant="default" size="compact-md" onClick={onRetry}>
            {t('common:action.try_again')}
          </Button>
        </Stack>
      </Alert>
    );
  return (
    <Stack gap="xs">
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
  );
}
