import {
  type Announcements,
  DndContext,
  type DragEndEvent,
  DragOverlay,
  KeyboardSensor,
  PointerSensor,
  useDraggable,
  useDroppable,
  useSensor,
  useSensors,
} from '@dnd-kit/core';
import { Group, Select, Skeleton, Stack, Tabs, Text, Title, useMatches } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Board, PrintJobList } from '@/shared/api/gen/types.gen';
import { useSession } from '@/shared/auth/session';
import { NoLab } from '@/shared/ui/NoLab';
import { PageHeader } from '@/shared/ui/PageHeader';
import { SearchField } from '@/shared/ui/SearchField';
import { NothingFound, QueryView } from '@/shared/ui/states';
import { toast, toastError } from '@/shared/ui/toast';
import { boardKey, boardQuery, moved, perform } from './api';
import classes from './Board.module.css';
import { byArrow } from './byArrow';
import { JobCard } from './JobCard';
import { actOf, COLUMNS, type ColumnStatus, type DirectAct, isDirect } from './moves';

export type ReviewSearch = { lab?: string; search?: string; column?: ColumnStatus };
type Ask = { job: PrintJobList; act: string };
type Props = { search: ReviewSearch; renderDialog: (job: PrintJobList, act: string, close: () => void) => ReactNode };

/** The lab's jobs by status. A card moves by drag, by keyboard, or by its menu; a move that needs facts asks for them. */
export function ReviewBoard({ search, renderDialog }: Props) {
  const { t } = useTranslation(['review', 'jobs']);
  const { user } = useSession();
  const navigate = useNavigate();
  const labs = user?.memberships.map(({ lab, name }) => ({ id: lab, name })) ?? [];
  const lab = labs.find(({ id }) => id === search.lab) ?? labs[0];
  const update = (changes: ReviewSearch) =>
    void navigate({ to: '/maker/review', search: { ...search, ...changes }, replace: true } as never);

  return (
    <>
      <PageHeader title={t('title')} lead={lab?.name} />
      {lab && (
        <Group mb="md">
          <SearchField label={t('search')} value={search.search} onSearch={(text) => update({ search: text })} />
          {labs.length > 1 && (
            <Select
              aria-label={t('lab')}
              data={labs.map(({ id, name }) => ({ value: id, label: name }))}
              value={lab?.id}
              onChange={(id) => update({ lab: id ?? undefined })}
              allowDeselect={false}
            />
          )}
        </Group>
      )}
      {lab ? <LabBoard lab={lab.id} search={search} onSearch={update} renderDialog={renderDialog} /> : user && <NoLab />}
    </>
  );
}

type BoardProps = Props & { lab: string; onSearch: (changes: ReviewSearch) => void };

function LabBoard({ lab, search, onSearch, renderDialog }: BoardProps) {
  const query = useQuery(boardQuery(lab));
  const [ask, setAsk] = useState<Ask>();
  const move = useMove(lab, setAsk);
  const words = (search.search ?? '').toLowerCase();
  const fits = (job: PrintJobList) =>
    !words || `${job.number} ${job.model.name} ${job.customer.name} ${job.printer?.name ?? ''}`.toLowerCase().includes(words);
  return (
    <QueryView
      query={query}
      skeleton={<BoardSkeleton />}
      isEmpty={({ columns }) => words !== '' && !columns.some(({ jobs }) => jobs.some(fits))}
      empty={<NothingFound filter={search.search} onClear={() => onSearch({ search: undefined })} />}
    >
      {(board) => (
        <>
          <Columns
            board={board}
            fits={fits}
            isFiltered={words !== ''}
            shown={search.column ?? 'pending'}
            onShow={(column) => onSearch({ column })}
            onMove={move}
            onAct={(job, act) => setAsk({ job, act })}
          />
          {ask && renderDialog(ask.job, ask.act, () => setAsk(undefined))}
        </>
      )}
    </QueryView>
  );
}

/** Optimistic where a move needs no facts; put back, with the reason, when the server says no. */
function useMove(lab: string, setAsk: (ask: Ask) => void) {
  const { t } = useTranslation(['review', 'jobs']);
  const queries = useQueryClient();
  const key = boardKey(lab);
  const direct = useMutation({
    mutationFn: ({ job, act }: { job: PrintJobList; act: DirectAct; to: ColumnStatus }) => perform[act](job.id),
    onMutate: async ({ job, to }) => {
      await queries.cancelQueries({ queryKey: key });
      const before = queries.getQueryData<Board>(key);
      if (before) queries.setQueryData(key, moved(before, job, to));
      return { before };
    },
    onSuccess: (_, { job, act }) => toast(t(`jobs:done.${act}`, { number: job.number }), `job-${job.id}`),
    onError: (error, { job }, context) => {
      queries.setQueryData(key, context?.before);
      toastError(error, `job-${job.id}`);
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['print-jobs'] }),
  });
  return (job: PrintJobList, to: ColumnStatus) => {
    const act = actOf(job, to);
    if (!act) return;
    if (isDirect(act)) direct.mutate({ job, act, to });
    else setAsk({ job, act });
  };
}

type ColumnsProps = {
  board: Board;
  fits: (job: PrintJobList) => boolean;
  isFiltered: boolean;
  /** The column that a phone shows. */
  shown: ColumnStatus;
  onShow: (column: ColumnStatus) => void;
  onMove: (job: PrintJobList, to: ColumnStatus) => void;
  onAct: (job: PrintJobList, act: string) => void;
};

function Columns({ board, fits, isFiltered, shown, onShow, onMove, onAct }: ColumnsProps) {
  const { t } = useTranslation(['review', 'jobs']);
  const isPhone = useMatches({ base: true, sm: false });
  const [held, setHeld] = useState<PrintJobList>();
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 6 } }),
    useSensor(KeyboardSensor, { coordinateGetter: byArrow }),
  );
  const jobs = board.columns.flatMap((column) => column.jobs);
  const of = (status: ColumnStatus) => board.columns.find((column) => column.status === status)?.jobs.filter(fits) ?? [];
  /** All there are, of which the API gives the first fifty; under a filter what is found among those. */
  const countOf = (status: ColumnStatus) =>
    isFiltered ? of(status).length : (board.columns.find((column) => column.status === status)?.count ?? 0);
  const beyond = (status: ColumnStatus) => !isFiltered && countOf(status) > of(status).length && <Beyond shown={of(status).length} />;
  const name = (status: string) => t(`common:status.job.${status}`);
  const numberOf = (id: unknown) => jobs.find((job) => job.id === id)?.number ?? '';
  const announcements: Announcements = {
    onDragStart: ({ active }) => t('drag.lifted', { number: numberOf(active.id) }),
    onDragOver: ({ active, over }) => (over ? t('drag.over', { number: numberOf(active.id), column: name(String(over.id)) }) : undefined),
    onDragEnd: ({ active, over }) =>
      over
        ? t('drag.dropped', { number: numberOf(active.id), column: name(String(over.id)) })
        : t('drag.back', { number: numberOf(active.id) }),
    onDragCancel: ({ active }) => t('drag.back', { number: numberOf(active.id) }),
  };
  const card = (job: PrintJobList) => <JobCard job={job} onMove={(to) => onMove(job, to)} onAct={(act) => onAct(job, act)} />;
  const drop = ({ over }: DragEndEvent) => {
    if (over && held) onMove(held, over.id as ColumnStatus);
    setHeld(undefined);
  };

  if (isPhone) {
    return (
      <Tabs value={shown} onChange={(column) => onShow(column as ColumnStatus)} keepMounted={false}>
        <Tabs.List mb="sm">
          {COLUMNS.map((status) => (
            <Tabs.Tab key={status} value={status}>
              {name(status)} ({countOf(status)})
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {COLUMNS.map((status) => (
          <Tabs.Panel key={status} value={status}>
            <Stack gap="xs">
              {of(status).map((job) => (
                <div key={job.id}>{card(job)}</div>
              ))}
            </Stack>
            {of(status).length === 0 && <Text c="dimmed">{t('empty')}</Text>}
            {beyond(status)}
          </Tabs.Panel>
        ))}
      </Tabs>
    );
  }
  return (
    <DndContext
      sensors={sensors}
      accessibility={{ announcements }}
      onDragStart={({ active }) => setHeld(jobs.find((job) => job.id === active.id))}
      onDragEnd={drop}
      onDragCancel={() => setHeld(undefined)}
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className={classes.board} tabIndex={0} aria-label={t('title')}>
        {COLUMNS.map((status) => (
          <BoardColumn
            key={status}
            status={status}
            name={name(status)}
            count={countOf(status)}
            isOpen={Boolean(held && actOf(held, status))}
          >
            {of(status).map((job) => (
              <Held key={job.id} id={job.id} label={job.number}>
                {card(job)}
              </Held>
            ))}
            {of(status).length === 0 && (
              <Text c="dimmed" size="sm" ta="center" py="lg">
                {t('empty')}
              </Text>
            )}
            {beyond(status)}
          </BoardColumn>
        ))}
      </section>
      <DragOverlay dropAnimation={null}>{held && <div className={classes.held}>{card(held)}</div>}</DragOverlay>
    </DndContext>
  );
}

/** Columns of cards, as they will come. */
function BoardSkeleton() {
  return (
    <div className={classes.board}>
      {COLUMNS.map((status, n) => (
        <Stack key={status} gap="xs" className={classes.column}>
          {Array.from({ length: 3 - (n % 2) }, (_, row) => (
            <Skeleton key={row} height={104} radius="lg" />
          ))}
        </Stack>
      ))}
    </div>
  );
}

function Beyond({ shown }: { shown: number }) {
  const { t } = useTranslation('review');
  return (
    <Text size="sm" c="dimmed" py="xs">
      {t('beyond', { count: shown })}
    </Text>
  );
}

function BoardColumn({
  status,
  name,
  count,
  isOpen,
  children,
}: {
  status: ColumnStatus;
  name: string;
  count: number;
  isOpen: boolean;
  children: ReactNode;
}) {
  const { setNodeRef } = useDroppable({ id: status });
  return (
    <div ref={setNodeRef} className={classes.column} data-open={isOpen} data-column={status}>
      <Group justify="space-between" mb="xs" px={4}>
        <Title order={2} fz={14} lh="20px">
          {name}
        </Title>
        <Text size="sm" c="dimmed" data-number>
          {count}
        </Text>
      </Group>
      <Stack gap="xs">{children}</Stack>
    </div>
  );
}

/** Not a button: the card has buttons of its own. */
const asGroup = (label: string) => ({ role: 'group', 'aria-roledescription': undefined, 'aria-label': label });

function Held({ id, label, children }: { id: string; label: string; children: ReactNode }) {
  const { setNodeRef, setActivatorNodeRef, listeners, attributes, isDragging } = useDraggable({ id });
  const { t } = useTranslation('review');
  return (
    <div
      ref={(node) => {
        setNodeRef(node);
        setActivatorNodeRef(node); // keys on the card's own link and menu are theirs, and lift nothing
      }}
      className={classes.handle}
      data-held={isDragging}
      {...listeners}
      {...attributes}
      {...asGroup(t('drag.card', { number: label }))}
    >
      {children}
    </div>
  );
}
