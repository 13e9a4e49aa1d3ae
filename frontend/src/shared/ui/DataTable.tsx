import { Checkbox, Group, Table, Text, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { IconArrowDown, IconArrowsSort, IconArrowUp } from '@tabler/icons-react';
import { type ReactNode, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useRowKeys } from '../keys/useRowKeys';
import classes from './DataTable.module.css';
import { DensityToggle, useDensity } from './Density';
import { nextOrdering, type Ordering, sortOf } from './ordering';
import { type CursorPaging, type PagePaging, Pager } from './Pager';
import { useFits } from './useFits';

export type Column<Row> = {
  key: string;
  title: string;
  /** The title is for screen readers only: what stands below explains itself (a menu, a picture). */
  hidesTitle?: boolean;
  render: (row: Row) => ReactNode;
  /** The server's name of the field to order by; without it the column cannot be sorted. */
  sort?: string;
  /** Numbers stand at the end of their cell. */
  align?: 'end';
  width?: number | string;
  /**
   * Its place on a phone, where rows are cards as soon as one column says so: `end` beside the first column, `labelled`
   * with its title before it, `full` on a line of its own, `hidden` not at all; else among the others.
   */
  phone?: 'end' | 'labelled' | 'full' | 'hidden';
};

type Selection<Row> = {
  ids: readonly string[];
  onChange: (ids: string[]) => void;
  /** What the row's checkbox is called: the row's own name. */
  nameOf: (row: Row) => string;
  /** What can be done to the chosen rows: stands where the filters stood. */
  actions: ReactNode;
  /** All rows that match the filters, not only this page: how many, and how to choose them. */
  all?: { count: number; isChosen: boolean; onChoose: () => void };
};

type Props<Row> = {
  /** Names the table for who cannot see what surrounds it. */
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  idOf: (row: Row) => string;
  /** As in the URL and the API: `name`, or `-name` for descending. */
  ordering?: Ordering;
  onOrder?: (ordering: Ordering) => void;
  selection?: Selection<Row>;
  filters?: ReactNode;
  paging?: PagePaging | CursorPaging;
  /** Newer rows are on their way: these stay, dimmed. */
  isStale?: boolean;
  /** What `e` and Enter do to the row that has the focus; the row's own buttons do it too. */
  onEdit?: (row: Row) => void;
  onOpen?: (row: Row) => void;
};

/** Rows from the server: sorted, chosen and paged there; the URL says how. */
export function DataTable<Row>(props: Props<Row>) {
  const { label, columns, rows, idOf, ordering, onOrder, selection, filters, paging, isStale, onEdit, onOpen } = props;
  const region = useRef<HTMLElement>(null);
  const fits = useFits(region);
  const isCards = columns.some(({ phone }) => phone);
  const [density, setDensity] = useDensity();
  const actOn = (act?: (row: Row) => void) =>
    act &&
    ((id: string) => {
      const row = rows.find((one) => idOf(one) === id);
      if (row !== undefined) act(row);
    });
  useRowKeys(region, {
    select: selection && ((id) => selection.onChange(toggled(selection.ids, id))),
    edit: actOn(onEdit),
    open: actOn(onOpen ?? onEdit),
  });
  return (
    <div>
      {selection && selection.ids.length > 0 ? <ChosenBar selection={selection} onPage={rows.length} /> : filters}
      <section
        ref={region}
        data-rows
        className={classes.scroll}
        data-fits={fits || undefined}
        tabIndex={fits ? undefined : 0} // a region that scrolls must be reachable by keyboard
        aria-label={label}
        aria-busy={isStale || undefined}
      >
        <Table
          className={classes.table}
          data-cards={isCards || undefined}
          data-density={density}
          data-stale={isStale || undefined}
          aria-label={label}
        >
          <Table.Thead>
            <Table.Tr>
              {selection && (
                <Table.Th w={44}>
                  <ChoosePage ids={rows.map(idOf)} selection={selection} />
                </Table.Th>
              )}
              {columns.map((column, at) => (
                <HeaderCell key={column.key} column={column} ordering={ordering} onOrder={onOrder}>
                  {at === columns.length - 1 && <DensityToggle density={density} onChange={setDensity} />}
                </HeaderCell>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((row) => {
              const id = idOf(row);
              return (
                <Table.Tr
                  key={id}
                  className={classes.row}
                  tabIndex={-1}
                  data-row={id}
                  data-chosen={selection?.ids.includes(id) || undefined}
                >
                  {selection && (
                    <Table.Td data-choice>
                      <ChooseRow id={id} name={selection.nameOf(row)} selection={selection} />
                    </Table.Td>
                  )}
                  {columns.map((column) => (
                    <Table.Td key={column.key} ta={column.align} data-phone={column.phone} data-label={column.title}>
                      {column.render(row)}
                    </Table.Td>
                  ))}
                </Table.Tr>
              );
            })}
          </Table.Tbody>
        </Table>
      </section>
      {paging && <Pager paging={paging} />}
    </div>
  );
}

const toggled = (ids: readonly string[], id: string) => (ids.includes(id) ? ids.filter((one) => one !== id) : [...ids, id]);

type HeaderProps<Row> = { column: Column<Row>; ordering?: Ordering; onOrder?: (ordering: Ordering) => void; children: ReactNode };

function HeaderCell<Row>({ column, ordering, onOrder, children }: HeaderProps<Row>) {
  const { title, hidesTitle, sort, align, width } = column;
  if (!sort || !onOrder)
    return (
      <Table.Th ta={align} w={width}>
        {hidesTitle ? <VisuallyHidden>{title}</VisuallyHidden> : title}
        {children}
      </Table.Th>
    );
  const order = sortOf(ordering, sort);
  const Icon = order === 'none' ? IconArrowsSort : order === 'ascending' ? IconArrowUp : IconArrowDown;
  return (
    <Table.Th ta={align} w={width} aria-sort={order}>
      <UnstyledButton className={classes.sort} onClick={() => onOrder(nextOrdering(ordering, sort))}>
        {title}
        <Icon size={14} aria-hidden className={order === 'none' ? classes.idle : undefined} />
      </UnstyledButton>
      {children}
    </Table.Th>
  );
}

function ChoosePage<Row>({ ids, selection }: { ids: string[]; selection: Selection<Row> }) {
  const { t } = useTranslation();
  const chosen = ids.filter((id) => selection.ids.includes(id)).length;
  return (
    <Checkbox
      aria-label={t('table.choose_page')}
      checked={ids.length > 0 && chosen === ids.length}
      indeterminate={chosen > 0 && chosen < ids.length}
      onChange={(event) => {
        const others = selection.ids.filter((id) => !ids.includes(id));
        selection.onChange(event.currentTarget.checked ? [...others, ...ids] : others);
      }}
    />
  );
}

function ChooseRow<Row>({ id, name, selection }: { id: string; name: string; selection: Selection<Row> }) {
  const { t } = useTranslation();
  return (
    <Checkbox
      aria-label={t('table.choose', { name })}
      checked={selection.ids.includes(id)}
      onChange={() => selection.onChange(toggled(selection.ids, id))}
    />
  );
}

/** "3 selected · what can be done", and the explicit way to all that match. */
function ChosenBar<Row>({ selection, onPage }: { selection: Selection<Row>; onPage: number }) {
  const { t } = useTranslation();
  const { ids, onChange, actions, all } = selection;
  const count = all?.isChosen ? all.count : ids.length;
  return (
    <Group className={classes.chosen} gap="xs" role="toolbar" aria-label={t('table.chosen', { count })}>
      <Text fw={500} aria-live="polite">
        {t('table.chosen', { count })}
      </Text>
      {all && !all.isChosen && ids.length >= onPage && all.count > ids.length && (
        <UnstyledButton className={classes.text} onClick={all.onChoose}>
          {t('table.choose_all', { count: all.count })}
        </UnstyledButton>
      )}
      {actions}
      <UnstyledButton className={classes.text} onClick={() => onChange([])}>
        {t('table.choose_none')}
      </UnstyledButton>
    </Group>
  );
}
