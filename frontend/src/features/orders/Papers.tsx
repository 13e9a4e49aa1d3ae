import { Button, Stack } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Order } from '@/shared/api/gen/types.gen';
import { toastError } from '@/shared/ui/toast';
import { acts } from './api';

/** Invoice and credit notes; each link is made when it is asked for, and lives shortly. */
export function Papers({ order }: { order: Order }) {
  const { t } = useTranslation('orders');
  const fetch = useMutation({
    mutationFn: (document: string) => acts.paper(order.id, document),
    onSuccess: ({ url, number }) => {
      const link = document.createElement('a');
      link.href = url;
      link.download = `${number}.pdf`;
      link.click();
    },
    onError: (error) => toastError(error, `paper-${order.id}`),
  });
  return (
    <Stack gap="xs" align="flex-start">
      {order.documents.map(({ id, kind, number }) => (
        <Button
          key={id}
          variant="default"
          leftSection={<IconDownload size={16} aria-hidden />}
          loading={fetch.isPending && fetch.variables === id}
          onClick={() => fetch.mutate(id)}
        >
          {t(`paper.${kind}`, { number })}
        </Button>
      ))}
    </Stack>
  );
}
