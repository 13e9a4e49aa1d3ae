import type { ClientRect, KeyboardCoordinateGetter } from '@dnd-kit/core';

type Box = Pick<ClientRect, 'left' | 'top' | 'width'>;

/** Where a lifted card lands in the next column to the right (1) or to the left (-1); nowhere beyond the last one. */
export function nextColumn(columns: readonly Box[], card: Box, way: 1 | -1): { x: number; y: number } | undefined {
  const center = card.left + card.width / 2;
  const ordered = columns.toSorted((a, b) => way * (a.left - b.left));
  const next = ordered.find(({ left, width }) => (way === 1 ? left > center : left + width < center));
  return next && { x: next.left + (next.width - card.width) / 2, y: next.top };
}

/** Arrow keys move a lifted card by whole columns. */
export const byArrow: KeyboardCoordinateGetter = (event, { context: { droppableRects, collisionRect } }) => {
  const way = event.code === 'ArrowRight' ? 1 : event.code === 'ArrowLeft' ? -1 : undefined;
  if (!way || !collisionRect) return undefined;
  event.preventDefault();
  return nextColumn([...droppableRects.values()], collisionRect, way);
};
