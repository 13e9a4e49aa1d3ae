import { Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { QueryView } from '@/shared/ui/states';
import { When } from '@/shared/ui/When';
import { foundQuery } from './api';
import classes from './Inbox.module.css';

/** Messages that say these words; each leads to its place. */
export function Found({ words }: { words: string }) {
  const { t } = useTranslation('inbox');
  const query = useQuery(foundQuery(words));
  return (
    <section aria-labelledby="found-title">
      <Title order={2} id="found-title" size="h4" px="sm" pt="md">
        {t('found.title')}
      </Title>
      <QueryView
        query={query}
        isEmpty={(found) => found.length === 0}
        empty={
          <Text c="dimmed" px="sm" py="xs">
            {t('found.none')}
          </Text>
        }
      >
        {(found) => (
          <ul className={classes.list}>
            {found.map((message) => (
              <li key={message.id}>
                <Link
                  to={'/inbox/$conversationId' as string}
                  params={{ conversationId: message.conversation } as never}
                  search={{ search: words, at: message.seq } as never}
                  className={classes.row}
                >
                  <span className={classes.rowText}>
                    <Text component="span" lineClamp={2}>
                      {message.body}
                    </Text>
                    <Text component="span" size="xs" c="dimmed">
                      <When at={message.created_at} />
                    </Text>
                  </span>
                </Link>
              </li>
            ))}
          </ul>
        )}
      </QueryView>
    </section>
  );
}
