import { Button, Group, Select, SimpleGrid } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Printer, PrinterStatusEnum, TechnologyEnum } from '@/shared/api/gen/types.gen';
import { useSession } from '@/shared/auth/session';
import { useOffer } from '@/shared/commands/registry';
import { NoLab } from '@/shared/ui/NoLab';
import { onDemand } from '@/shared/ui/onDemand';
import { PageHeader } from '@/shared/ui/PageHeader';
import { SearchField } from '@/shared/ui/SearchField';
import { EmptyState, QueryView, SkeletonRows } from '@/shared/ui/states';
import { type PrinterSearch, printersQuery, type ReasonedAct } from './api';
import { PrinterCard } from './PrinterCard';

const PrinterForm = onDemand(() => import('./PrinterForm').then((file) => file.PrinterForm));
const PrinterReason = onDemand(() => import('./PrinterReason').then((file) => file.PrinterReason));
const SpoolDialog = onDemand(() => import('./SpoolDialog').then((file) => file.SpoolDialog));

const STATUSES: PrinterStatusEnum[] = ['idle', 'printing', 'paused', 'maintenance', 'offline', 'retired'];
const TECHNOLOGIES: TechnologyEnum[] = ['fdm', 'sla', 'sls'];
type Open = { what: 'add' } | { what: 'edit' | 'spool'; printer: Printer } | { what: 'reason'; printer: Printer; act: ReasonedAct };

/** The machines of a lab: what each does now, and what a person may do to it. */
export function PrinterList({ search }: { search: PrinterSearch }) {
  const { user } = useSession();
  const lab = user?.memberships.find(({ lab }) => lab === search.lab) ?? user?.memberships[0];
  if (!user) return <SkeletonRows />;
  if (!lab) return <NoLab isPage />;
  return <Printers key={lab.lab} lab={lab.lab} isManager={lab.role === 'owner' || lab.role === 'manager'} search={search} />;
}

function Printers({ lab, isManager, search }: { lab: string; isManager: boolean; search: PrinterSearch }) {
  const { t } = useTranslation('printers');
  const { user } = useSession();
  const navigate = useNavigate();
  const [open, setOpen] = useState<Open>();
  const query = useQuery(printersQuery(lab, search));
  const update = (changes: PrinterSearch) =>
    void navigate({ to: '/maker/printers', search: { ...search, ...changes }, replace: true, resetScroll: false } as never);
  const close = () => setOpen(undefined);
  const add = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setOpen({ what: 'add' })}>
      {t('add')}
    </Button>
  );
  useOffer([isManager && { id: 'add-printer', label: t('add'), run: () => setOpen({ what: 'add' }) }]);
  const labs = user?.memberships ?? [];
  return (
    <>
      <PageHeader title={t('title')} lead={labs.find((one) => one.lab === lab)?.name} action={isManager && add} />
      <Group mb="md" gap="xs">
        <SearchField label={t('search')} value={search.search} onSearch={(text) => update({ search: text })} />
        <Select
          aria-label={t('status')}
          placeholder={t('any_status')}
          data={STATUSES.map((value) => ({ value, label: t(`common:status.printer.${value}`) }))}
          value={search.status ?? null}
          onChange={(status) => update({ status: (status as PrinterStatusEnum) ?? undefined })}
          clearable
        />
        <Select
          aria-label={t('field.technology')}
          placeholder={t('any_technology')}
          data={TECHNOLOGIES.map((value) => ({ value, label: t(`technology.${value}`) }))}
          value={search.technology ?? null}
          onChange={(technology) => update({ technology: (technology as TechnologyEnum) ?? undefined })}
          clearable
        />
        {labs.length > 1 && (
          <Select
            aria-label={t('lab')}
            data={labs.map((one) => ({ value: one.lab, label: one.name }))}
            value={lab}
            onChange={(value) => update({ lab: value ?? undefined })}
            allowDeselect={false}
          />
        )}
      </Group>
      <QueryView
        query={query}
        skeleton={<SkeletonRows rows={4} height={160} />}
        isEmpty={(printers) => printers.length === 0}
        isFiltered={Boolean(search.search || search.status || search.technology)}
        onClearFilters={() => void navigate({ to: '/maker/printers', search: { lab: search.lab } } as never)}
        empty={
          <EmptyState title={t('empty')} action={isManager && add}>
            {t('empty_why')}
          </EmptyState>
        }
      >
        {(printers) => (
          <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }} spacing="md">
            {printers.map((printer) => (
              <PrinterCard
                key={printer.id}
                printer={printer}
                onEdit={() => setOpen({ what: 'edit', printer })}
                onSpool={() => setOpen({ what: 'spool', printer })}
                onAct={(act) => setOpen({ what: 'reason', printer, act })}
              />
            ))}
          </SimpleGrid>
        )}
      </QueryView>
      {(open?.what === 'add' || open?.what === 'edit') && (
        <PrinterForm lab={lab} printer={open.what === 'edit' ? open.printer : undefined} onClose={close} />
      )}
      {open?.what === 'spool' && <SpoolDialog printer={open.printer} onClose={close} />}
      {open?.what === 'reason' && <PrinterReason printer={open.printer} act={open.act} onClose={close} />}
    </>
  );
}
