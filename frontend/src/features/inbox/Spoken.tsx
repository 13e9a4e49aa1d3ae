import { VisuallyHidden } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConversationPerson } from '@/shared/api/gen/types.gen';
import { useSession } from '@/shared/auth/session';
import { newsOf } from './news';
import type { Stretch } from './stretch';
import { excerptOf, nameOf } from './words';

/** Says to screen readers what others write while the conversation is open: each message once, none of those before. */
export function Spoken({ stretch, people }: { stretch: Stretch | undefined; people: readonly ConversationPerson[] }) {
  const { t } = useTranslation('inbox');
  const { user } = useSession();
  const [said, setSaid] = useState<{ upTo?: number; messages: Stretch['messages'] }>({ messages: [] });
  useEffect(() => {
    if (stretch) setSaid((before) => newsOf(before, stretch, user?.id));
  }, [stretch, user?.id]);
  return (
    <VisuallyHidden role="log" aria-live="polite" aria-label={t('new_messages')}>
      {said.messages.map((message) => (
        <p key={message.id}>
          {t('says', { who: nameOf(message.sender, people, user?.id, t), what: excerptOf(message, people, user?.id, t) })}
        </p>
      ))}
    </VisuallyHidden>
  );
}
