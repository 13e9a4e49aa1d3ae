import { createFileRoute } from '@tanstack/react-router';
import { requireSignIn } from '@/app/guards';
import { LabSettings } from '@/features/labs/LabSettings';
import { type SettingsSearch, TABS } from '@/features/labs/settingsTabs';

export const Route = createFileRoute('/maker/lab')({
  beforeLoad: requireSignIn,
  validateSearch: ({ lab, tab }): SettingsSearch => ({
    ...(typeof lab === 'string' && { lab }),
    ...(TABS.find((one) => one === tab) && { tab: tab as SettingsSearch['tab'] }),
  }),
  component: () => <LabSettings search={Route.useSearch()} />,
});
