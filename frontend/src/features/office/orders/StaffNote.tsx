import { Button, Group, Stack, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Order } from '@/shared/api/gen/types.gen';
import { toast, toastError } from '@/shared/ui/toast';
import { orderActs } from './api';

/** What staff tells staff; the customer never sees it. */
export function StaffNote({ order }: { order: Order }) {
  const { t } = useTranslation('office');
  const queries = useQueryClient();
  const [text, setText] = useState(order.staff_note);
  const save = useMutation({
    mutationFn: () => orderActs.note(order.id, text.trim()),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['orders'] });
      toast(t('order.note_saved'), 'order');
    },
    onError: (error) => toastError(error, 'order'),
  });
  return (
    <Stack gap="xs">
      <Textarea
        label={t('order.note_label')}
        description={t('order.note_help')}
        autosize
        minRows={2}
        maxLength={2000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Group justify="flex-end">
        <Button variant="default" loading={save.isPending} onClick={() => save.mutate()}>
          {t('order.note_save')}
        </Button>
      </Group>
    </Stack>
  );
}
