import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { show } from '@/test/render';
import { ChartCard } from './ChartCard';
import { confirm } from './confirm';
import { LayerProgress } from './LayerProgress';
import { Money } from './Money';
import { PageHeader } from './PageHeader';
import { StatusBadge } from './StatusBadge';
import { Timeline } from './Timeline';
import { toastError, toastUndo } from './toast';

describe('LayerProgress', () => {
  it('is a progress bar that is announced at quarters only', () => {
    const { container, again } = show(<LayerProgress percent={49} label="Benchy" />);
    const announced = () => container.querySelector('[aria-live]')?.textContent;
    expect(screen.getByRole('progressbar', { name: 'Benchy' }).getAttribute('aria-valuenow')).toBe('49');
    expect(announced()).toBe('25 % done');
    again(<LayerProgress percent={49.9} label="Benchy" />);
    expect(announced()).toBe('25 % done');
    again(<LayerProgress percent={50} label="Benchy" />);
    expect(announced()).toBe('50 % done');
  });
});

describe('StatusBadge', () => {
  it('is a word and an icon, not a color alone', () => {
    const { container } = show(<StatusBadge kind="job" status="pending" />);
    expect(screen.getByText('Awaiting review')).toBeTruthy();
    expect(container.querySelector('svg[aria-hidden]')).toBeTruthy();
  });
});

describe('Timeline', () => {
  it('names who did what, the newest marked as now', () => {
    show(
      <Timeline
        label="History"
        entries={[
          { id: '2', title: 'Accepted', at: '2026-11-21T10:00:00Z', by: 'Mona' },
          { id: '1', title: 'Submitted', at: '2026-11-21T09:00:00Z' },
        ]}
      />,
    );
    const items = screen.getAllByRole('listitem');
    expect(items[0].textContent).toContain('Mona');
    expect(items.map((item) => item.dataset.now)).toEqual(['true', 'false']);
  });
});

describe('PageHeader', () => {
  it('is the one h1, can take the focus and names the tab', () => {
    show(<PageHeader title="My prints" />);
    expect(screen.getByRole('heading', { level: 1 }).tabIndex).toBe(-1);
    expect(document.title).toBe('My prints · Strato');
  });
});

describe('Money', () => {
  it('knows how many digits a currency has', () => {
    show(
      <>
        <Money value={{ amount: 1250, currency: 'EUR' }} /> <Money value={{ amount: 1250, currency: 'JPY' }} />
      </>,
    );
    expect(document.body.textContent).toContain('€12.50 ¥1,250');
  });
});

describe('ChartCard', () => {
  it('gives the same numbers as a table', async () => {
    const { person } = show(
      <ChartCard
        title="Adhesion fails most often"
        kind="bar"
        rows={[{ reason: 'Adhesion', runs: 3 }]}
        along={{ key: 'reason', label: 'Reason' }}
        series={[{ key: 'runs', label: 'Runs' }]}
      />,
    );
    await person.click(screen.getByRole('button', { name: 'View as table' }));
    expect(screen.getByRole('row', { name: 'Adhesion 3' })).toBeTruthy();
  });
});

describe('toasts and questions', () => {
  it('undoes once, and goes', async () => {
    const { person } = show(null);
    const undo = vi.fn();
    toastUndo('Spool archived', undo);
    await person.click(await screen.findByRole('button', { name: 'Undo' }));
    expect(undo).toHaveBeenCalledOnce();
    await waitFor(() => expect(screen.queryByText('Spool archived')).toBeNull());
  });

  it('keeps an error until it is dismissed', async () => {
    show(null);
    toastError(new Error('x'));
    expect(await screen.findByRole('alert')).toBeTruthy();
  });

  it('asks with a question, and the button repeats the verb', async () => {
    const { person } = show(null);
    const onConfirm = vi.fn();
    confirm({ title: 'Cancel the running print?', body: 'The part is lost.', verb: 'Cancel print', onConfirm });
    expect(await screen.findByRole('dialog', { name: 'Cancel the running print?' })).toBeTruthy();
    expect(onConfirm).not.toHaveBeenCalled();
    await person.click(screen.getByRole('button', { name: 'Cancel print' }));
    expect(onConfirm).toHaveBeenCalledOnce();
  });
});
