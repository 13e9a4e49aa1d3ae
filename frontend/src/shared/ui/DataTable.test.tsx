import { screen, within } from '@testing-library/react';
import { useState } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { show } from '@/test/render';
import { DataTable } from './DataTable';
import { nextOrdering, type Ordering, sortOf } from './ordering';

const PEOPLE = [
  { id: 'a', name: 'Alice', jobs: 3 },
  { id: 'b', name: 'Mona', jobs: 14 },
];

type PeopleProps = { onAll?: () => void; onEdit?: (person: { name: string }) => void; page?: number };

function People({ onAll, onEdit, page = 1 }: PeopleProps) {
  const [ordering, setOrdering] = useState<Ordering>();
  const [ids, setIds] = useState<string[]>([]);
  return (
    <DataTable
      label="People"
      columns={[
        { key: 'name', title: 'Name', render: ({ name }) => name, sort: 'name' },
        { key: 'jobs', title: 'Jobs', render: ({ jobs }) => jobs, align: 'end' },
      ]}
      rows={PEOPLE}
      idOf={({ id }) => id}
      ordering={ordering}
      onOrder={setOrdering}
      filters="Filters"
      onEdit={onEdit}
      selection={{
        ids,
        onChange: setIds,
        nameOf: ({ name }) => name,
        actions: <button type="button">Deactivate</button>,
        all: { count: 412, isChosen: false, onChoose: onAll ?? (() => undefined) },
      }}
      paging={{ page, pageSize: 2, count: 412, onPage: vi.fn() }}
    />
  );
}

describe('DataTable', () => {
  it('says how it is sorted, and turns it round', async () => {
    const { person } = show(<People />);
    const header = screen.getByRole('columnheader', { name: 'Name' });
    const sort = within(header).getByRole('button');
    expect(header.getAttribute('aria-sort')).toBe('none');
    await person.click(sort);
    expect(header.getAttribute('aria-sort')).toBe('ascending');
    await person.click(sort);
    expect(header.getAttribute('aria-sort')).toBe('descending');
    await person.click(sort);
    expect(header.getAttribute('aria-sort')).toBe('none');
  });

  it('shows what can be done to the chosen rows in place of the filters', async () => {
    const { person } = show(<People />);
    await person.click(screen.getByRole('checkbox', { name: 'Select Mona' }));
    expect(screen.getByText('1 selected')).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Deactivate' })).toBeTruthy();
    expect(screen.queryByText('Filters')).toBeNull();
    await person.click(screen.getByRole('button', { name: 'Clear selection' }));
    expect(screen.getByText('Filters')).toBeTruthy();
  });

  it('chooses the page, and all that match only when asked', async () => {
    const onAll = vi.fn();
    const { person } = show(<People onAll={onAll} />);
    await person.click(screen.getByRole('checkbox', { name: 'Select this page' }));
    expect(screen.getByText('2 selected')).toBeTruthy();
    expect(onAll).not.toHaveBeenCalled();
    await person.click(screen.getByRole('button', { name: 'Select all 412' }));
    expect(onAll).toHaveBeenCalledOnce();
  });

  it('says where in the list one is', () => {
    show(<People page={206} />);
    expect(screen.getByText('411–412 of 412')).toBeTruthy();
  });
});

describe('the keys of a table', () => {
  const focused = () => document.activeElement?.getAttribute('data-row');

  it('move through the rows, and stay at both ends', async () => {
    const { person } = show(<People />);
    await person.keyboard('j');
    expect(focused()).toBe('a');
    await person.keyboard('jj');
    expect(focused()).toBe('b');
    await person.keyboard('kkk');
    expect(focused()).toBe('a');
  });

  it('select and edit the row that has the focus', async () => {
    const onEdit = vi.fn();
    const { person } = show(<People onEdit={onEdit} />);
    await person.keyboard('e');
    expect(onEdit).not.toHaveBeenCalled();
    await person.keyboard('jjx');
    expect(screen.getByText('1 selected')).toBeTruthy();
    await person.keyboard('e');
    expect(onEdit).toHaveBeenCalledExactlyOnceWith(PEOPLE[1]);
    await person.keyboard('{Enter}');
    expect(onEdit).toHaveBeenCalledTimes(2);
    await person.keyboard('x');
    expect(screen.queryByText('1 selected')).toBeNull();
  });

  it('are letters where one writes, and nothing when switched off', async () => {
    const { person, again } = show(<input aria-label="Note" />);
    again(
      <>
        <input aria-label="Note" />
        <People />
      </>,
    );
    await person.type(screen.getByLabelText('Note'), 'jk');
    expect(focused()).toBeNull();
    await person.click(document.body);
    localStorage.setItem('strato-shortcuts', 'false');
    again(<People key="off" />);
    await person.keyboard('j');
    expect(focused()).toBeNull();
  });
});

describe('density', () => {
  it('is chosen once and remembered', async () => {
    const { person, unmount } = show(<People />);
    const toggle = () => screen.getByRole('button', { name: 'Compact rows' });
    expect(toggle().getAttribute('aria-pressed')).toBe('false');
    await person.click(toggle());
    expect(screen.getByRole('table').getAttribute('data-density')).toBe('compact');
    unmount();
    show(<People />);
    expect(toggle().getAttribute('aria-pressed')).toBe('true');
  });
});

describe('ordering', () => {
  it('comes back to where it began after three steps', () => {
    const steps = [undefined, 'name', '-name', undefined];
    for (const [n, step] of steps.slice(0, 3).entries()) expect(nextOrdering(step, 'name')).toBe(steps[n + 1]);
  });

  it('begins anew on another field', () => {
    expect(nextOrdering('-name', 'jobs')).toBe('jobs');
    expect(sortOf('-name', 'jobs')).toBe('none');
  });
});
