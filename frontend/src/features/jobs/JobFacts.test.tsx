import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import type { PrintJob } from '@/shared/api/gen/types.gen';
import { show } from '@/test/render';
import { JobFacts } from './JobFacts';

const job = (slicing: PrintJob['slicing']) =>
  ({
    material: { id: 'm', code: 'pla', name: 'PLA', technology: 'fdm' },
    color_hex: '',
    quantity: 2,
    finish: 'raw',
    layer_height_mm: 0.2,
    infill_percent: 20,
    wall_count: 2,
    supports: false,
    scale_percent: 100,
    grams_mg: 12_500,
    seconds: 5820,
    printer: null,
    needed_by: null,
    note: '',
    slicing,
  }) as unknown as PrintJob;

const sliced = (mass: number, time: number) => ({
  grams_mg: 14_600,
  seconds: 7800,
  mass_deviation_percent: mass,
  time_deviation_percent: time,
});

it('says how far a slicer is from the estimate, and that the price stays', async () => {
  show(<JobFacts job={job(sliced(17.2, 34))} />);
  expect((await screen.findByText(/A slicer has checked one piece: 14.6 g and 2 hr 10 min\./)).textContent).toContain(
    'That is 17% more material than we estimated. It takes 34% longer than estimated. Your price stays.',
  );
});

it('calls a small difference none, and less less', async () => {
  show(<JobFacts job={job(sliced(-1.4, -8))} />);
  expect((await screen.findByText(/A slicer has checked/)).textContent).toContain(
    'The mass is as estimated. It takes 8% less time than estimated.',
  );
});

it('says nothing of a slicer that has not looked', async () => {
  show(<JobFacts job={job(null)} />);
  await screen.findByText('The lab decides');
  expect(screen.queryByText(/slicer/)).toBeNull();
});
