import { Button, Image } from '@mantine/core';
import { IconCube, IconDownload } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AttachmentCard } from '@/shared/api/gen/types.gen';
import { formatNumber } from '@/shared/lib/format';
import { onDemand } from '@/shared/ui/onDemand';
import { toastError } from '@/shared/ui/toast';
import { fileQuery } from './api';
import classes from './Inbox.module.css';

const FileDialog = onDemand(async () => (await import('./FileDialog')).FileDialog);

/** The files of one message: images as they are, models and documents by their names. */
export function Files({ conversation, files }: { conversation: string; files: readonly AttachmentCard[] }) {
  const [shown, setShown] = useState<AttachmentCard>();
  return (
    <div className={classes.files}>
      {files.map((file) =>
        file.kind === 'image' ? (
          <Picture key={file.id} conversation={conversation} file={file} onOpen={() => setShown(file)} />
        ) : (
          <Paper key={file.id} conversation={conversation} file={file} onOpen={() => setShown(file)} />
        ),
      )}
      {shown && <FileDialog conversation={conversation} files={files} first={shown} onClose={() => setShown(undefined)} />}
    </div>
  );
}

type Props = { conversation: string; file: AttachmentCard; onOpen: () => void };

function Picture({ conversation, file, onOpen }: Props) {
  const { t } = useTranslation('inbox');
  const [isStale, setStale] = useState(false);
  const { data } = useQuery({ ...fileQuery(conversation, file.id), enabled: isStale || !file.thumbnail_url });
  return (
    <button type="button" className={classes.picture} onClick={onOpen} aria-label={t('file.open', { name: file.filename })}>
      <Image
        src={data?.thumbnail_url ?? file.thumbnail_url}
        alt={file.filename}
        loading="lazy"
        style={{ aspectRatio: `${file.width ?? 4} / ${file.height ?? 3}` }}
        onError={() => setStale(true)}
      />
    </button>
  );
}

function Paper({ conversation, file, onOpen }: Props) {
  const { t } = useTranslation('inbox');
  const queries = useQueryClient();
  const size = t('file.size', { size: formatNumber(file.size_bytes / 1024 ** 2, 2) });
  const download = async () => {
    const { url } = await queries.fetchQuery(fileQuery(conversation, file.id));
    if (url) window.open(url, '_blank', 'noopener');
  };
  const isModel = file.kind === 'model';
  const Icon = isModel ? IconCube : IconDownload;
  return (
    <Button
      variant="default"
      leftSection={<Icon size={16} aria-hidden />}
      className={classes.paper}
      onClick={() => (isModel ? onOpen() : void download().catch(toastError))}
    >
      <span className={classes.fileName}>{file.filename}</span>&nbsp;<span className={classes.dim}>{size}</span>
    </Button>
  );
}
