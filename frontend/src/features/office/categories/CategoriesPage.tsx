import { ActionIcon, Box, Button, Menu, Text } from '@mantine/core';
import { IconDots, IconPlus } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Category } from '@/shared/api/gen/types.gen';
import { confirm } from '@/shared/ui/confirm';
import { type Column, DataTable } from '@/shared/ui/DataTable';
import { onDemand } from '@/shared/ui/onDemand';
import { PageHeader } from '@/shared/ui/PageHeader';
import { EmptyState, QueryView, SkeletonRows } from '@/shared/ui/states';
import { toast, toastError } from '@/shared/ui/toast';
import { TextStates } from '../texts/TextState';
import { wordedOf } from '../texts/texts';
import { CATEGORY_TEXTS, categoriesQuery, categoryActs } from './api';

const CategoryDialog = onDemand(() => import('./CategoryDialog').then((file) => file.CategoryDialog));

const INDENT_PX = 24;

/** The tree of the shop, kept by admins: named in every language, moved, added to. */
export function CategoriesPage() {
  const { t } = useTranslation('office');
  const query = useQuery(categoriesQuery);
  const [open, setOpen] = useState<Category | 'new'>();
  const remove = useRemoval();
  const columns = useColumns(setOpen, remove);
  const add = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setOpen('new')}>
      {t('categories.add')}
    </Button>
  );
  return (
    <>
      <PageHeader title={t('categories.title')} lead={t('categories.lead')} action={add} />
      <QueryView
        query={query}
        skeleton={<SkeletonRows rows={8} />}
        isEmpty={(rows) => rows.length === 0}
        empty={
          <EmptyState title={t('categories.empty')} action={add}>
            {t('categories.empty_why')}
          </EmptyState>
        }
      >
        {(rows) => <DataTable label={t('categories.title')} columns={columns} rows={rows} idOf={({ id }) => id} onEdit={setOpen} />}
      </QueryView>
      {open && (
        <CategoryDialog category={open === 'new' ? undefined : open} categories={query.data ?? []} onClose={() => setOpen(undefined)} />
      )}
    </>
  );
}

function useRemoval() {
  const { t } = useTranslation('office');
  const queries = useQueryClient();
  return ({ id, name }: Category) =>
    confirm({
      title: t('categories.ask_remove', { name }),
      body: t('categories.explain_remove'),
      verb: t('categories.remove'),
      onConfirm: async () => {
        try {
          await categoryActs.remove(id);
          await queries.invalidateQueries({ queryKey: ['categories'] });
          toast(t('categories.removed', { name }), 'category');
        } catch (error) {
          toastError(error, 'category');
        }
      },
    });
}

function useColumns(onEdit: (category: Category) => void, onRemove: (category: Category) => void): Column<Category>[] {
  const { t } = useTranslation('office');
  return [
    {
      key: 'name',
      title: t('categories.name'),
      render: ({ name, depth }) => (
        <Box ps={(depth - 1) * INDENT_PX}>
          <Text span inherit fw={depth === 1 ? 600 : undefined}>
            {name}
          </Text>
        </Box>
      ),
    },
    {
      key: 'description',
      title: t('categories.description'),
      phone: 'hidden',
      render: ({ description }) => (
        <Text span inherit c="dimmed" lineClamp={1}>
          {description}
        </Text>
      ),
    },
    {
      key: 'languages',
      title: t('categories.translated'),
      phone: 'full',
      render: (category) => <TextStates names={CATEGORY_TEXTS} values={wordedOf(CATEGORY_TEXTS, category, 'en')} />,
    },
    {
      key: 'actions',
      title: t('common:action.more'),
      hidesTitle: true,
      align: 'end',
      width: 60,
      phone: 'end',
      render: (category) => (
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon variant="subtle" color="gray" c="dimmed" size="lg" aria-label={t('variants.actions', { name: category.name })}>
              <IconDots size={16} aria-hidden />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => onEdit(category)}>{t('categories.act_edit')}</Menu.Item>
            <Menu.Item onClick={() => onRemove(category)}>{t('categories.act_remove')}</Menu.Item>
          </Menu.Dropdown>
        </Menu>
      ),
    },
  ];
}
