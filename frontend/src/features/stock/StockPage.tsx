import { Select, Tabs } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useSession } from '@/shared/auth/session';
import { NoLab } from '@/shared/ui/NoLab';
import { PageHeader } from '@/shared/ui/PageHeader';
import { type StockSearch, TABS } from './api';
import { Prices } from './Prices';
import { Spools } from './Spools';

const KEEPERS = new Set(['owner', 'manager', 'stock_keeper']);
const PRICERS = new Set(['owner', 'manager']);

/** What a lab has on its shelf, and what it asks for it. */
export function StockPage({ search }: { search: StockSearch }) {
  const { t } = useTranslation('stock');
  const { user } = useSession();
  const navigate = useNavigate();
  const labs = user?.memberships ?? [];
  const lab = labs.find((one) => one.lab === search.lab) ?? labs[0];
  const show = (next: StockSearch) => void navigate({ to: '/maker/stock', search: next, replace: true } as never);
  const switcher = labs.length > 1 && (
    <Select
      aria-label={t('lab')}
      data={labs.map((one) => ({ value: one.lab, label: one.name }))}
      value={lab?.lab}
      onChange={(id) => show({ lab: id ?? undefined, tab: search.tab })}
      allowDeselect={false}
    />
  );
  return (
    <>
      <PageHeader title={t('title')} lead={lab?.name} action={switcher} />
      {lab ? (
        <Tabs
          value={search.tab ?? 'spools'}
          onChange={(tab) => show({ lab: search.lab, tab: tab as StockSearch['tab'] })}
          keepMounted={false}
        >
          <Tabs.List mb="md">
            {TABS.map((tab) => (
              <Tabs.Tab key={tab} value={tab}>
                {t(`tab.${tab}`)}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          <Tabs.Panel value="spools">
            <Spools key={lab.lab} lab={lab.lab} mayAdd={KEEPERS.has(lab.role)} search={search} onSearch={show} />
          </Tabs.Panel>
          <Tabs.Panel value="prices">
            <Prices key={lab.lab} lab={lab.lab} mayAdd={PRICERS.has(lab.role)} />
          </Tabs.Panel>
        </Tabs>
      ) : (
        user && <NoLab />
      )}
    </>
  );
}
