import { expect, test } from 'vitest';
import { scopesOf } from './api';

test('who may write may read, and what is not named stays closed', () => {
  expect(scopesOf({ catalog: 'read', orders: 'write', print_jobs: 'none', labs: 'none', stock: 'none' })).toEqual([
    'catalog:read',
    'orders:read',
    'orders:write',
  ]);
});
