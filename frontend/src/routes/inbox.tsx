import { createFileRoute, Outlet, useNavigate, useParams } from '@tanstack/react-router';
import { requireSignIn } from '@/app/guards';
import { InboxPage, type InboxSearch } from '@/features/inbox/InboxPage';

export const Route = createFileRoute('/inbox')({
  beforeLoad: requireSignIn,
  validateSearch: ({ box, search, new: begins }): InboxSearch => ({
    ...((box === 'requests' || box === 'archived') && { box }),
    ...(search !== undefined && search !== '' && { search: String(search) }),
    ...((begins === true || begins === 'true') && { new: true }),
  }),
  component: Inbox,
});

function Inbox() {
  const { conversationId } = useParams({ strict: false });
  const navigate = useNavigate();
  const search = Route.useSearch();
  return (
    <InboxPage
      search={search}
      onSearch={(next) => void navigate({ to: '.', search: next, replace: true })}
      open={conversationId}
      onOpen={(id) => void navigate({ to: '/inbox/$conversationId', params: { conversationId: id } })}
    >
      <Outlet />
    </InboxPage>
  );
}
