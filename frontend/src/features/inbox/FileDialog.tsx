import { Button, Group, Image, Skeleton, Stack } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconDownload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AttachmentCard } from '@/shared/api/gen/types.gen';
import { Dialog } from '@/shared/ui/Dialog';
import { QueryView } from '@/shared/ui/states';
import { formatOf, ModelViewer } from '@/shared/viewer';
import { fileQuery } from './api';

type Props = { conversation: string; files: readonly AttachmentCard[]; first: AttachmentCard; onClose: () => void };

/** An image as large as it fits, or a model to turn around; arrow keys go through the images of the message. */
export function FileDialog({ conversation, files, first, onClose }: Props) {
  const { t } = useTranslation('inbox');
  const shown = files.filter(({ kind }) => kind === first.kind);
  const [at, setAt] = useState(() => shown.indexOf(first));
  const file = shown[at] ?? first;
  const query = useQuery(fileQuery(conversation, file.id));
  const go = (step: number) => setAt((now) => Math.max(0, Math.min(shown.length - 1, now + step)));
  return (
    <Dialog onClose={onClose} title={file.filename} size="xl">
      <Stack
        onKeyDown={({ key, target }) => {
          if ((target as HTMLElement).closest('[role="application"]')) return;
          if (key === 'ArrowLeft') go(-1);
          if (key === 'ArrowRight') go(1);
        }}
      >
        <QueryView query={query} skeleton={<Skeleton height={420} />}>
          {({ url }) =>
            file.kind === 'model' ? (
              <Model url={url} name={file.filename} />
            ) : (
              <Image
                src={url}
                alt={file.filename}
                fit="contain"
                mah="70dvh"
                style={{ aspectRatio: `${file.width ?? 4} / ${file.height ?? 3}` }}
              />
            )
          }
        </QueryView>
        <Group justify="space-between">
          {shown.length > 1 ? (
            <Group gap="xs">
              <Button variant="default" leftSection={<IconChevronLeft size={16} aria-hidden />} disabled={at === 0} onClick={() => go(-1)}>
                {t('file.previous')}
              </Button>
              <Button
                variant="default"
                rightSection={<IconChevronRight size={16} aria-hidden />}
                disabled={at === shown.length - 1}
                onClick={() => go(1)}
              >
                {t('file.next')}
              </Button>
            </Group>
          ) : (
            <span />
          )}
          <Button
            component="a"
            href={query.data?.url ?? undefined}
            download={file.filename}
            variant="default"
            leftSection={<IconDownload size={16} aria-hidden />}
          >
            {t('file.download')}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}

function Model({ url, name }: { url: string | null; name: string }) {
  const format = formatOf(name);
  const source = useMemo(() => (url && format ? { url, format } : undefined), [url, format]);
  return source ? <ModelViewer source={source} height="60dvh" /> : null;
}
