import { Alert, Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sentenceOf } from '../lib/errors';
import { Dialog } from './Dialog';

type Props<Done> = {
  title: string;
  body: string;
  /** What the reason is called, and who reads it. */
  label: string;
  help?: string;
  most?: number;
  verb: string;
  /** The word for leaving it as it is. */
  keep?: string;
  /** What cannot be undone is red. */
  isFinal?: boolean;
  act: (reason: string) => Promise<Done>;
  onDone: (done: Done) => unknown;
  onSettled?: () => unknown;
  onClose: () => void;
};

/** Asks before something is done, and why it is. */
export function ReasonDialog<Done>({ title, body, label, help, most = 1000, verb, keep, isFinal, ...does }: Props<Done>) {
  const { t } = useTranslation();
  const { act, onDone, onSettled, onClose } = does;
  const [reason, setReason] = useState('');
  const perform = useMutation({
    mutationFn: () => act(reason.trim()),
    onSuccess: (done) => {
      onDone(done);
      onClose();
    },
    onSettled,
  });
  return (
    <Dialog onClose={onClose} title={title}>
      <form
        onSubmit={(submit) => {
          submit.preventDefault();
          perform.mutate();
        }}
      >
        <Stack>
          <Text c="dimmed">{body}</Text>
          <Textarea
            label={label}
            description={help}
            autosize
            minRows={2}
            maxLength={most}
            value={reason}
            onChange={(change) => setReason(change.currentTarget.value)}
            data-autofocus
          />
          {perform.error ? (
            <Alert role="alert" color="red" variant="outline">
              {sentenceOf(perform.error)}
            </Alert>
          ) : null}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {keep ?? t('action.cancel')}
            </Button>
            <Button type="submit" color={isFinal ? 'red.8' : undefined} loading={perform.isPending}>
              {verb}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
