import { createFileRoute, useNavigate } from '@tanstack/react-router';
import { ConversationPage } from '@/features/inbox/ConversationPage';

export const Route = createFileRoute('/inbox/$conversationId')({
  validateSearch: ({ at }): { at?: number } => (Number.isSafeInteger(Number(at)) && Number(at) > 0 ? { at: Number(at) } : {}),
  component: Conversation,
});

function Conversation() {
  const { conversationId } = Route.useParams();
  const { at } = Route.useSearch();
  const navigate = useNavigate();
  return (
    <ConversationPage key={`${conversationId} ${at ?? ''}`} id={conversationId} at={at} onLeave={() => void navigate({ to: '/inbox' })} />
  );
}
