import { ActionIcon, Button, Group, Menu, Select } from '@mantine/core';
import { IconCircleCheck, IconCircleDashed, IconDots, IconPlus } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Coupon } from '@/shared/api/gen/types.gen';
import { formatMoment, formatMoney, formatPercent } from '@/shared/lib/format';
import { confirm } from '@/shared/ui/confirm';
import { type Column, DataTable } from '@/shared/ui/DataTable';
import { onDemand } from '@/shared/ui/onDemand';
import { PageHeader } from '@/shared/ui/PageHeader';
import { SearchField } from '@/shared/ui/SearchField';
import { ToneBadge } from '@/shared/ui/StatusBadge';
import { EmptyState, QueryView, SkeletonRows } from '@/shared/ui/states';
import { toast, toastError, toastUndo } from '@/shared/ui/toast';
import { type CouponsSearch, couponActs, couponsQuery } from './api';

const CouponDialog = onDemand(() => import('./CouponDialog').then((file) => file.CouponDialog));

type Act = 'edit' | 'switch' | 'remove';

/** Codes that make an order cheaper: made, changed, switched off. */
export function CouponsPage({ search }: { search: CouponsSearch }) {
  const { t } = useTranslation('office');
  const navigate = useNavigate();
  const query = useQuery(couponsQuery(search));
  const [open, setOpen] = useState<Coupon | 'new'>();
  const acts = useCouponActs();
  const show = (next: CouponsSearch) => void navigate({ to: '/platform/coupons', search: next, replace: true } as never);
  const columns = useColumns((coupon, act) => (act === 'edit' ? setOpen(coupon) : acts[act](coupon)));
  const add = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setOpen('new')}>
      {t('coupons.add')}
    </Button>
  );
  return (
    <>
      <PageHeader title={t('coupons.title')} lead={t('coupons.lead')} action={add} />
      <Group mb="md" wrap="wrap">
        <SearchField
          label={t('coupons.search')}
          value={search.search}
          onSearch={(text) => show({ ...search, search: text, cursor: undefined })}
        />
        <Select
          aria-label={t('orders.status')}
          placeholder={t('orders.any_status')}
          data={['true', 'false'].map((value) => ({ value, label: t(value === 'true' ? 'coupons.on' : 'coupons.off') }))}
          value={search.active === undefined ? null : String(search.active)}
          onChange={(value) => show({ ...search, active: value === null ? undefined : value === 'true', cursor: undefined })}
          clearable
          w={180}
        />
      </Group>
      <QueryView
        query={query}
        skeleton={<SkeletonRows rows={8} />}
        isEmpty={({ results }) => results.length === 0}
        isFiltered={Boolean(search.search || search.active !== undefined || search.cursor)}
        onClearFilters={() => show({})}
        empty={
          <EmptyState title={t('coupons.empty')} action={add}>
            {t('coupons.empty_why')}
          </EmptyState>
        }
      >
        {({ results, next, previous }) => (
          <DataTable
            label={t('coupons.title')}
            columns={columns}
            rows={results}
            idOf={({ id }) => id}
            paging={{
              onPrevious: previous ? () => show({ ...search, cursor: cursorOf(previous) }) : undefined,
              onNext: next ? () => show({ ...search, cursor: cursorOf(next) }) : undefined,
            }}
            isStale={query.isPlaceholderData}
            onEdit={setOpen}
          />
        )}
      </QueryView>
      {open && <CouponDialog coupon={open === 'new' ? undefined : open} onClose={() => setOpen(undefined)} />}
    </>
  );
}

const cursorOf = (url: string) => new URL(url, location.origin).searchParams.get('cursor') ?? undefined;

function useCouponActs() {
  const { t } = useTranslation('office');
  const queries = useQueryClient();
  const tried = async (work: () => Promise<unknown>, onDone: () => void) => {
    try {
      await work();
      await queries.invalidateQueries({ queryKey: ['coupons'] });
      onDone();
    } catch (error) {
      toastError(error, 'coupon');
    }
  };
  const set = ({ id, code }: Coupon, isActive: boolean): Promise<void> =>
    tried(
      () => couponActs.edit(id, { is_active: isActive }),
      () => toast(t(isActive ? 'coupons.switched_on' : 'coupons.switched_off', { code }), 'coupon'),
    );
  return {
    switch: (coupon: Coupon) =>
      void tried(
        () => couponActs.edit(coupon.id, { is_active: !coupon.is_active }),
        () =>
          toastUndo(t(coupon.is_active ? 'coupons.switched_off' : 'coupons.switched_on', { code: coupon.code }), () =>
            set(coupon, coupon.is_active ?? false),
          ),
      ),
    remove: ({ id, code }: Coupon) =>
      confirm({
        title: t('coupons.ask_remove', { code }),
        body: t('coupons.explain_remove'),
        verb: t('coupons.remove'),
        onConfirm: () =>
          tried(
            () => couponActs.remove(id),
            () => toast(t('coupons.removed', { code }), 'coupon'),
          ),
      }),
  };
}

function useColumns(onAct: (coupon: Coupon, act: Act) => void): Column<Coupon>[] {
  const { t, i18n } = useTranslation('office');
  const language = i18n.language;
  const worth = ({ kind, basis_points = 0, amount = 0, currency = 'EUR' }: Coupon) =>
    kind === 'percent' ? formatPercent(basis_points / 10_000, 2, language) : formatMoney({ amount, currency }, language);
  return [
    { key: 'code', title: t('coupons.code'), render: ({ code }) => <strong>{code}</strong> },
    { key: 'worth', title: t('coupons.worth'), align: 'end', render: worth },
    {
      key: 'state',
      title: t('orders.status'),
      render: ({ is_active }) => (
        <ToneBadge
          tone={is_active ? 'success' : 'neutral'}
          size="md"
          icon={is_active ? <IconCircleCheck size={14} aria-hidden /> : <IconCircleDashed size={14} aria-hidden />}
        >
          {t(is_active ? 'coupons.on' : 'coupons.off')}
        </ToneBadge>
      ),
    },
    {
      key: 'uses',
      title: t('coupons.uses'),
      phone: 'labelled',
      align: 'end',
      render: ({ uses, max_uses }) => (max_uses ? t('coupons.uses_of', { uses, most: max_uses }) : uses),
    },
    {
      key: 'ends',
      title: t('coupons.ends_at'),
      phone: 'labelled',
      render: ({ ends_at }) => (ends_at ? formatMoment(ends_at, language) : t('coupons.endless')),
    },
    {
      key: 'actions',
      title: t('common:action.more'),
      hidesTitle: true,
      align: 'end',
      width: 60,
      phone: 'end',
      render: (coupon) => (
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon variant="subtle" color="gray" c="dimmed" size="lg" aria-label={t('variants.actions', { name: coupon.code })}>
              <IconDots size={16} aria-hidden />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => onAct(coupon, 'edit')}>{t('coupons.act_edit')}</Menu.Item>
            <Menu.Item onClick={() => onAct(coupon, 'switch')}>
              {t(coupon.is_active ? 'coupons.act_switch_off' : 'coupons.act_switch_on')}
            </Menu.Item>
            {coupon.uses === 0 && <Menu.Item onClick={() => onAct(coupon, 'remove')}>{t('coupons.act_remove')}</Menu.Item>}
          </Menu.Dropdown>
        </Menu>
      ),
    },
  ];
}
