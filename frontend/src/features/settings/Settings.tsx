import { Stack, Tabs } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '@/shared/auth/session';
import { onDemand } from '@/shared/ui/onDemand';
import { PageHeader } from '@/shared/ui/PageHeader';
import { SkeletonRows } from '@/shared/ui/states';
import { useTabInView } from '@/shared/ui/useTabInView';
import { Addresses } from './Addresses';
import { Email } from './email/Email';
import { Look } from './Look';
import { Profile } from './Profile';
import { RefusedMail } from './RefusedMail';
import { type SettingsTab, TABS } from './tabs';

const ApiKeys = onDemand(() => import('./keys/ApiKeys').then((file) => file.ApiKeys));
const YourData = onDemand(() => import('./data/YourData').then((file) => file.YourData));
const Security = onDemand(() => import('./security/Security').then((file) => file.Security));
const Webhooks = onDemand(() => import('./webhooks/Webhooks').then((file) => file.Webhooks));

type Slots = {
  notifications: ReactNode;
  /** Below the profile: what others see beyond the account. */
  community: ReactNode;
};

/** Everything about me; the tab is in the address. */
export function Settings({ tab, notifications, community }: { tab: SettingsTab } & Slots) {
  const { t } = useTranslation('settings');
  const { user } = useSession();
  const navigate = useNavigate();
  const list = useTabInView(tab);
  return (
    <>
      <PageHeader title={t('title')} tab={t(`tab.${tab}`)} />
      {user?.email_refused_at && <RefusedMail user={user} since={user.email_refused_at} />}
      <Tabs
        value={tab}
        onChange={(next) => void navigate({ to: '/settings/$tab', params: { tab: next as SettingsTab } })}
        keepMounted={false}
      >
        <Tabs.List mb="md" ref={list}>
          {TABS.map((one) => (
            <Tabs.Tab key={one} value={one}>
              {t(`tab.${one}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {user ? (
          <>
            <Tabs.Panel value="profile">
              <Stack>
                <Profile key={user.id} user={user} />
                <Email user={user} />
              </Stack>
              {community}
            </Tabs.Panel>
            <Tabs.Panel value="look">
              <Look user={user} />
            </Tabs.Panel>
            <Tabs.Panel value="security">
              <Security />
            </Tabs.Panel>
            <Tabs.Panel value="addresses">
              <Addresses />
            </Tabs.Panel>
            <Tabs.Panel value="notifications">{notifications}</Tabs.Panel>
            <Tabs.Panel value="api-keys">
              <ApiKeys />
            </Tabs.Panel>
            <Tabs.Panel value="webhooks">
              <Webhooks />
            </Tabs.Panel>
            <Tabs.Panel value="data">
              <YourData />
            </Tabs.Panel>
          </>
        ) : (
          <SkeletonRows rows={5} />
        )}
      </Tabs>
    </>
  );
}
