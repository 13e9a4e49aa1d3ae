import { Button, Group, Pagination, Text } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { formatNumber } from '../lib/format';

/** Numbered pages, where the server counts. */
export type PagePaging = { page: number; pageSize: number; count: number; onPage: (page: number) => void };
/** Back and forth, where it doesn't: the functions are missing at the ends. */
export type CursorPaging = { onPrevious?: () => void; onNext?: () => void };

export function Pager({ paging }: { paging: PagePaging | CursorPaging }) {
  return 'page' in paging ? <Pages {...paging} /> : <Steps {...paging} />;
}

function Pages({ page, pageSize, count, onPage }: PagePaging) {
  const { t, i18n } = useTranslation();
  const pages = Math.ceil(count / pageSize);
  if (pages < 2) return null;
  const from = (page - 1) * pageSize + 1;
  const number = (value: number) => formatNumber(value, 0, i18n.language);
  return (
    <Group justify="space-between" mt="md" gap="xs">
      <Text size="sm" c="dimmed" data-number>
        {t('table.range', { from: number(from), to: number(Math.min(count, from + pageSize - 1)), total: number(count) })}
      </Text>
      <nav aria-label={t('table.pages')}>
        <Pagination
          value={page}
          onChange={onPage}
          total={pages}
          getControlProps={(control) => ({ 'aria-label': t(`table.${control}`) })}
          getItemProps={(to) => ({ 'aria-label': t('table.page', { page: number(to) }) })}
        />
      </nav>
    </Group>
  );
}

function Steps({ onPrevious, onNext }: CursorPaging) {
  const { t } = useTranslation();
  if (!onPrevious && !onNext) return null;
  return (
    <Group component="nav" aria-label={t('table.pages')} justify="flex-end" mt="md" gap="xs">
      <Button variant="default" disabled={!onPrevious} onClick={onPrevious} leftSection={<IconChevronLeft size={16} aria-hidden />}>
        {t('table.previous')}
      </Button>
      <Button variant="default" disabled={!onNext} onClick={onNext} rightSection={<IconChevronRight size={16} aria-hidden />}>
        {t('table.next')}
      </Button>
    </Group>
  );
}
