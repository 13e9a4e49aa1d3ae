import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { isMissing } from '@/shared/lib/errors';
import { ButtonLink } from '@/shared/ui/links';
import { EmptyState, QueryView, SkeletonRows } from '@/shared/ui/states';
import { conversationQuery } from './api';
import { Head } from './Head';
import classes from './Inbox.module.css';
import { Thread } from './Thread';
import { titleOf } from './words';

/** One conversation, whole. */
export function ConversationPage({ id, at, onLeave }: { id: string; at?: number; onLeave: () => void }) {
  const { t } = useTranslation('inbox');
  const query = useQuery(conversationQuery(id));
  const title = query.data && titleOf(query.data, t);
  useEffect(() => {
    document.title = `${title ?? t('title')} · Strato`;
  }, [title, t]);
  if (isMissing(query.error))
    return (
      <EmptyState isPage title={t('missing')} action={<ButtonLink to={'/inbox' as string}>{t('back')}</ButtonLink>}>
        {t('common:error.not_found')}
      </EmptyState>
    );
  return (
    <QueryView query={query} skeleton={<SkeletonRows />}>
      {(conversation) => (
        <section className={classes.conversation} aria-labelledby="page-title">
          <Head conversation={conversation} onLeave={onLeave} />
          <Thread conversation={conversation} at={at} />
        </section>
      )}
    </QueryView>
  );
}
