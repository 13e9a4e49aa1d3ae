import { type DragEvent, useEffect, useRef, useState } from 'react';
import type { AttachmentCard } from '@/shared/api/gen/types.gen';
import { sendFile } from '@/shared/upload/sendFile';

type Upload = { key: string; name: string; share: number; card?: AttachmentCard; error?: unknown; stop: AbortController };

const MOST = 10;

/** Files on their way into the next message: picked, dropped or pasted; sent at once, so that the message need not wait. */
export function useFiles(conversation: string) {
  const [all, setAll] = useState<Upload[]>([]);
  const [isOver, setOver] = useState(false);
  const now = useRef(all);
  now.current = all;
  useEffect(() => () => now.current.forEach(({ stop }) => void stop.abort()), []);
  const change = (key: string, news: Partial<Upload>) =>
    setAll((files) => files.map((one) => (one.key === key ? { ...one, ...news } : one)));
  const add = (files: readonly File[]) => {
    for (const file of files.slice(0, MOST - now.current.length)) {
      const upload: Upload = { key: crypto.randomUUID(), name: file.name, share: 0, stop: new AbortController() };
      setAll((before) => [...before, upload]);
      sendFile<AttachmentCard>(`/api/conversations/${conversation}/attachments/`, file, {
        signal: upload.stop.signal,
        onProgress: (share) => change(upload.key, { share }),
      }).then(
        (card) => change(upload.key, { card }),
        (error: unknown) => change(upload.key, { error }),
      );
    }
  };
  const remove = (key: string) => {
    all.find((one) => one.key === key)?.stop.abort();
    setAll((files) => files.filter((one) => one.key !== key));
  };
  const hasFiles = (event: DragEvent) => event.dataTransfer.types.includes('Files');
  return {
    all,
    add,
    remove,
    clear: () => setAll([]),
    ready: all.flatMap(({ card }) => card ?? []),
    isBusy: all.some(({ card, error }) => !card && !error),
    isOver,
    drop: {
      onDragOver: (event: DragEvent) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        setOver(true);
      },
      onDragLeave: () => setOver(false),
      onDrop: (event: DragEvent) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        setOver(false);
        add([...event.dataTransfer.files]);
      },
    },
  };
}
