import { Button, Group, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Conversation } from '@/shared/api/gen/types.gen';
import { toastError } from '@/shared/ui/toast';
import { acts } from './api';
import classes from './Inbox.module.css';
import { titleOf } from './words';

/** A stranger wrote: take part, or have none of it. Who asked is not told of a no. */
export function RequestBar({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation('inbox');
  const queries = useQueryClient();
  const navigate = useNavigate();
  const settle = () => queries.invalidateQueries({ queryKey: ['conversations'] });
  const accept = () => acts.accept(conversation.id).then(settle, toastError);
  const decline = async () => {
    try {
      await acts.decline(conversation.id);
      await navigate({ to: '/inbox' });
      await settle();
    } catch (error) {
      toastError(error);
    }
  };
  return (
    <div className={classes.request}>
      <Text>{t('request.lead', { who: titleOf(conversation, t) })}</Text>
      <Group gap="xs">
        <Button variant="default" onClick={() => void decline()}>
          {t('request.decline')}
        </Button>
        <Button onClick={() => void accept()}>{t('request.accept')}</Button>
      </Group>
    </div>
  );
}
