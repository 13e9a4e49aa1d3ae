import { Button, Group, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Lab } from '@/shared/api/gen/types.gen';
import { confirm } from '@/shared/ui/confirm';
import { toast, toastError } from '@/shared/ui/toast';
import classes from './Labs.module.css';
import { leaveLab } from './settings';

/** The way out of a lab; its last owner is refused, in words. */
export function Leave({ lab }: { lab: Lab }) {
  const { t } = useTranslation('labs');
  const queries = useQueryClient();
  const navigate = useNavigate();
  const leave = useMutation({
    mutationFn: () => leaveLab(lab.id),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['me'] });
      void queries.invalidateQueries({ queryKey: ['labs'] });
      toast(t('leave.done', { lab: lab.name }), 'leave');
      void navigate({ to: '/maker' } as never);
    },
    onError: (error) => toastError(error, 'leave'),
  });
  if (!lab.allowed_actions.includes('leave')) return null;
  return (
    <Group justify="space-between" gap="xs" mt="md" pt="md" className={classes.last}>
      <Text size="sm" c="dimmed">
        {t('leave.why')}
      </Text>
      <Button
        variant="default"
        loading={leave.isPending}
        onClick={() =>
          confirm({
            title: t('leave.ask', { lab: lab.name }),
            body: t('leave.explain'),
            verb: t('leave.verb'),
            onConfirm: () => leave.mutate(),
          })
        }
      >
        {t('leave.verb')}
      </Button>
    </Group>
  );
}
