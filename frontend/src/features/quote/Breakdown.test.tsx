import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { show } from '@/test/render';
import { Breakdown } from './Breakdown';

const LINES = [
  { code: 'material', facts: { mass_mg: 42_000, per_kg: 2300 }, amount: 97 },
  { code: 'machine_time', facts: { seconds: 18_180, per_hour: 150 }, amount: 757 },
  { code: 'failure_allowance', facts: { percent: '5' }, amount: 43 },
  { code: 'support_removal', facts: { quantity: 9, each: 150 }, amount: 1350 },
  { code: 'finishing', facts: { finish: 'sanded', quantity: 9, each: 400 }, amount: 3600 },
  { code: 'quantity_discount', facts: { quantity: 9, percent: '0', capped_at_quantity: 10 }, amount: -120 },
  { code: 'setup', facts: {}, amount: 100 },
  { code: 'preparation', facts: {}, amount: 100 },
  { code: 'rush', facts: { percent: '25' }, amount: 900 },
  { code: 'member_discount', facts: { percent: '10' }, amount: -600 },
  { code: 'minimum_adjustment', facts: { minimum: 800 }, amount: 10 },
];

it('names every line of a price, and they sum to it', async () => {
  const total = LINES.reduce((sum, { amount }) => sum + amount, 0);
  show(<Breakdown lines={LINES} total={{ amount: total, currency: 'EUR' }} />);
  const table = await screen.findByRole('table', { name: 'Price, line by line' });
  const rows = [...table.querySelectorAll('tr')].map((row) => row.textContent ?? '');
  expect(rows).toHaveLength(LINES.length + 1);
  for (const row of rows) expect(row).not.toMatch(/breakdown|{{|_/);
  expect(rows[3]).toBe('Support removal: 9 × €1.50€13.50');
  expect(rows[5]).toBe('Not more than 10 pieces cost-€1.20');
  const cents = rows.map((row) =>
    Math.round(
      Number(
        row
          .match(/(-?)€([\d.]+)$/)
          ?.slice(1)
          .join(''),
      ) * 100,
    ),
  );
  expect(cents.slice(0, -1).reduce((sum, part) => sum + part, 0)).toBe(cents.at(-1));
});
