import { Avatar } from '@mantine/core';
import { IconCube, IconMessages, IconReceipt, IconUsers } from '@tabler/icons-react';
import type { Conversation } from '@/shared/api/gen/types.gen';
import { otherOf } from './words';

const SUBJECTS = { print_job: IconCube, order: IconReceipt };

/** The other one's picture or initials; of a group or of what is talked about a sign. */
export function Face({ conversation, title }: { conversation: Conversation; title: string }) {
  const Sign = conversation.kind === 'group' ? IconUsers : (SUBJECTS[conversation.subject?.type as keyof typeof SUBJECTS] ?? IconMessages);
  return (
    <Avatar src={otherOf(conversation)?.avatar_url} name={title} alt="" color="strata">
      {conversation.kind === 'direct' ? undefined : <Sign size={18} aria-hidden />}
    </Avatar>
  );
}
