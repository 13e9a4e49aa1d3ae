import { createFileRoute, notFound } from '@tanstack/react-router';
import { requireSignIn } from '@/app/guards';
import { CommunityProfile } from '@/features/people/CommunityProfile';
import { Settings } from '@/features/settings/Settings';
import { type SettingsTab, TABS } from '@/features/settings/tabs';
import { onDemand } from '@/shared/ui/onDemand';

const Preferences = onDemand(() => import('@/features/notifications/Preferences').then((file) => file.Preferences));

export const Route = createFileRoute('/settings/$tab')({
  beforeLoad: ({ location, params }) => {
    requireSignIn({ location });
    if (!TABS.includes(params.tab as SettingsTab)) throw notFound();
  },
  component: () => <Settings tab={Route.useParams().tab as SettingsTab} notifications={<Preferences />} community={<CommunityProfile />} />,
});
