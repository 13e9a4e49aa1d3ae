import { Card, Select, Tabs, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Lab } from '@/shared/api/gen/types.gen';
import { useSession } from '@/shared/auth/session';
import { NoLab } from '@/shared/ui/NoLab';
import { PageHeader } from '@/shared/ui/PageHeader';
import { StatusBadge } from '@/shared/ui/StatusBadge';
import { QueryView, SkeletonRows } from '@/shared/ui/states';
import { labQuery } from './api';
import { Cover } from './Cover';
import { HoursEditor } from './HoursEditor';
import { Leave } from './Leave';
import { Members } from './Members';
import { PolicyForm } from './PolicyForm';
import { ProfileForm } from './ProfileForm';
import { RatesEditor } from './RatesEditor';
import { type SettingsSearch, TABS } from './settingsTabs';

/** Everything a lab says about itself; the tab is in the URL. */
export function LabSettings({ search }: { search: SettingsSearch }) {
  const { t } = useTranslation('labs');
  const { user } = useSession();
  const navigate = useNavigate();
  const labs = user?.memberships ?? [];
  const id = search.lab ?? labs[0]?.lab;
  const update = (changes: SettingsSearch) =>
    void navigate({ to: '/maker/lab', search: { ...search, ...changes }, replace: true } as never);
  if (!user) return <SkeletonRows />;
  if (!id) return <NoLab isPage />;
  return (
    <>
      <PageHeader
        title={t('settings.title')}
        action={
          labs.length > 1 && (
            <Select
              aria-label={t('settings.lab')}
              data={labs.map(({ lab, name }) => ({ value: lab, label: name }))}
              value={id}
              onChange={(lab) => update({ lab: lab ?? undefined })}
              allowDeselect={false}
            />
          )
        }
      />
      <Settings key={id} id={id} tab={search.tab ?? 'profile'} onTab={(tab) => update({ tab })} />
    </>
  );
}

/** A phone shows four tabs of five: the open one is among them. */
const intoView = (tab: HTMLElement | null) => {
  tab?.scrollIntoView?.({ block: 'nearest', inline: 'nearest' });
};

function Settings({ id, tab, onTab }: { id: string; tab: (typeof TABS)[number]; onTab: (tab: SettingsSearch['tab']) => void }) {
  const { t } = useTranslation('labs');
  return (
    <QueryView query={useQuery(labQuery(id))} skeleton={<SkeletonRows rows={6} />}>
      {(lab) => (
        <Tabs value={tab} onChange={(value) => onTab(value as SettingsSearch['tab'])} keepMounted={false}>
          {lab.status !== 'active' && <StatusBadge kind="lab" status={lab.status} />}
          <Tabs.List mb="md">
            {TABS.map((one) => (
              <Tabs.Tab key={one} value={one} ref={one === tab ? intoView : undefined}>
                {t(`settings.${one}`)}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          <Tabs.Panel value={tab}>
            <Card maw={760}>
              <Panel tab={tab} lab={lab} />
            </Card>
          </Tabs.Panel>
        </Tabs>
      )}
    </QueryView>
  );
}

function Panel({ tab, lab }: { tab: (typeof TABS)[number]; lab: Lab }) {
  const { t } = useTranslation('labs');
  if (tab === 'members')
    return (
      <>
        <Members lab={lab.id} />
        <Leave lab={lab} />
      </>
    );
  if (!lab.allowed_actions.includes('partial_update')) return <Text c="dimmed">{t('settings.managers_only')}</Text>;
  if (tab === 'hours') return <HoursEditor lab={lab} />;
  if (tab === 'prices') return <RatesEditor lab={lab} />;
  return tab === 'policy' ? (
    <PolicyForm lab={lab} />
  ) : (
    <>
      <Cover lab={lab} />
      <ProfileForm lab={lab} />
    </>
  );
}
