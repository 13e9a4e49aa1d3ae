import { type RefObject, useEffect, useRef, useState } from 'react';
import type { AttachmentCard } from '@/shared/api/gen/types.gen';
import { ApiError } from '@/shared/api/problem';
import { sendFile } from '@/shared/upload/sendFile';
import { acts } from './api';

type Upload = { key: string; file: File; share: number; card?: AttachmentCard; error?: unknown; stop: AbortController };

export const MOST_FILES = 10;
const HOPELESS = [400, 413, 415];

/** May the same file go through another time? What its bytes were refused for stays so; a full quota does not. */
export const mayGoAgain = (error: unknown): boolean =>
  !(error instanceof ApiError) || !HOPELESS.includes(error.status) || error.code === 'attachment_quota';

/** Nobody answered; nothing goes up by itself again. */
export const isCutOff = (error: unknown): boolean => error instanceof ApiError && error.status === 0;

/**
 * Files on their way into the next message: picked, pasted, or dropped anywhere on the conversation around the form; sent at
 * once, so that the message need not wait.
 */
export function useFiles(conversation: string, form: RefObject<HTMLElement | null>, onTooMany: () => void) {
  const [all, setAll] = useState<Upload[]>([]);
  const [isOver, setOver] = useState(false);
  const now = useRef(all);
  now.current = all;
  useEffect(() => () => now.current.forEach(({ stop }) => void stop.abort()), []);
  const change = (key: string, news: Partial<Upload>) =>
    setAll((files) => files.map((one) => (one.key === key ? { ...one, ...news } : one)));
  const send = ({ key, file, stop }: Upload) =>
    sendFile<AttachmentCard>(`/api/conversations/${conversation}/attachments/`, file, {
      signal: stop.signal,
      onProgress: (share) => change(key, { share }),
    }).then(
      (card) => change(key, { card }),
      (error: unknown) => change(key, { error }),
    );
  const add = (files: readonly File[]) => {
    const room = MOST_FILES - now.current.length;
    if (files.length > room) onTooMany();
    const uploads = files.slice(0, room).map((file) => ({ key: crypto.randomUUID(), file, share: 0, stop: new AbortController() }));
    setAll((before) => [...before, ...uploads]);
    for (const upload of uploads) void send(upload);
  };
  const retry = (upload: Upload) => {
    const again = { ...upload, share: 0, error: undefined, stop: new AbortController() };
    change(upload.key, again);
    void send(again);
  };
  const remove = ({ key, stop, card }: Upload) => {
    stop.abort();
    setAll((files) => files.filter((one) => one.key !== key));
    if (card) void acts.dropFile(conversation, card.id).catch(() => undefined); // the server sweeps up what nobody sends
  };
  const take = useRef(add);
  take.current = add;
  useEffect(() => {
    const zone = form.current?.parentElement;
    if (!zone) return;
    const hasFiles = ({ dataTransfer }: DragEvent) => dataTransfer?.types.includes('Files');
    const over = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(true);
    };
    const leave = ({ relatedTarget }: DragEvent) => {
      if (!zone.contains(relatedTarget as Node | null)) setOver(false);
    };
    const drop = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(false);
      take.current([...(event.dataTransfer?.files ?? [])]);
    };
    zone.addEventListener('dragover', over);
    zone.addEventListener('dragleave', leave);
    zone.addEventListener('drop', drop);
    return () => {
      zone.removeEventListener('dragover', over);
      zone.removeEventListener('dragleave', leave);
      zone.removeEventListener('drop', drop);
    };
  }, [form]);
  return {
    all,
    add,
    retry,
    remove,
    /** The message took them; what failed stays, to be tried again or removed. */
    clear: () => setAll((files) => files.filter(({ card }) => !card)),
    ready: all.flatMap(({ card }) => card ?? []),
    isBusy: all.some(({ card, error }) => !card && !error),
    isOver,
  };
}
