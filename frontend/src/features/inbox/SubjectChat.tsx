import { Button, Card, Group, Text, Title } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Conversation } from '@/shared/api/gen/types.gen';
import { sentenceOf } from '@/shared/lib/errors';
import { TextLink } from '@/shared/ui/links';
import { acts, conversationQuery } from './api';
import classes from './Inbox.module.css';
import { Thread } from './Thread';

type Props = { type: 'print_job' | 'order'; id: string };

/** The talk about a print job or an order, on its page: customer and lab in one place. */
export function SubjectChat({ type, id }: Props) {
  const { t } = useTranslation('inbox');
  const begin = useMutation({ mutationFn: () => acts.begin({ kind: 'subject', subject_type: type, subject_id: id }) });
  return (
    <Card component="section" aria-labelledby="chat-title">
      <Group justify="space-between" mb="sm">
        <Title order={2} id="chat-title">
          {t('dock.title')}
        </Title>
        {begin.data && (
          <TextLink to={'/inbox/$conversationId' as string} params={{ conversationId: begin.data.id } as never}>
            {t('dock.whole')}
          </TextLink>
        )}
      </Group>
      {begin.data ? (
        <Dock begun={begin.data} />
      ) : (
        <>
          <Text c="dimmed" mb="sm">
            {t('dock.lead')}
          </Text>
          {begin.error ? (
            <Text role="alert" mb="sm" style={{ color: 'var(--tone-danger-text)' }}>
              {sentenceOf(begin.error)}
            </Text>
          ) : null}
          <Button variant="default" loading={begin.isPending} onClick={() => begin.mutate()}>
            {t('dock.open')}
          </Button>
        </>
      )}
    </Card>
  );
}

function Dock({ begun }: { begun: Conversation }) {
  const { data = begun } = useQuery({ ...conversationQuery(begun.id), initialData: begun });
  return (
    <div className={classes.dock}>
      <Thread conversation={data} />
    </div>
  );
}
