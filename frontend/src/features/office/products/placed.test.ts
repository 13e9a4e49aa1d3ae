import { expect, it } from 'vitest';
import { placed } from './placed';

const PICTURES = ['cover', 'side', 'back', 'scale'];

it.each([
  ['to the front', 2, 0, ['back', 'cover', 'side', 'scale']],
  ['to the end', 0, 3, ['side', 'back', 'scale', 'cover']],
  ['one further', 1, 2, ['cover', 'back', 'side', 'scale']],
  ['nowhere', 1, 1, PICTURES],
  ['beyond the end', 0, 9, ['side', 'back', 'scale', 'cover']],
])('moves one %s', (_, from, to, expected) => {
  expect(placed(PICTURES, from, to)).toEqual(expected);
});

it('leaves the given list alone, and one that is not there unmoved', () => {
  const before = [...PICTURES];
  expect(placed(PICTURES, 7, 0)).toEqual(before);
  expect(PICTURES).toEqual(before);
});
