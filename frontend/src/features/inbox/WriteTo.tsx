import { Button } from '@mantine/core';
import { IconMessage } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { toastError } from '@/shared/ui/toast';
import { acts } from './api';

/** Opens the one conversation with somebody; they hear of it with its first message. */
export function WriteTo({ person }: { person: string }) {
  const { t } = useTranslation('inbox');
  const navigate = useNavigate();
  const begin = useMutation({
    mutationFn: () => acts.begin({ kind: 'direct', person }),
    onSuccess: ({ id }) => navigate({ to: '/inbox/$conversationId' as string, params: { conversationId: id } as never }),
    onError: (error) => toastError(error, `write-${person}`),
  });
  return (
    <Button variant="default" leftSection={<IconMessage size={16} aria-hidden />} loading={begin.isPending} onClick={() => begin.mutate()}>
      {t('write')}
    </Button>
  );
}
