import { Skeleton } from '@mantine/core';
import { lazy, Suspense } from 'react';
import classes from './MapView.module.css';

const LeafletMap = lazy(() => import('./LeafletMap'));

export type Place = {
  id: string;
  name: string;
  latitude: number;
  longitude: number;
  /** How far around the point it may be: drawn as a circle. */
  withinM?: number;
};

export type MapProps = {
  /** What the map shows, for who cannot see it. The same places should also stand in a list beside it. */
  label: string;
  places: readonly Place[];
  chosen?: string;
  onChoose?: (id: string) => void;
  /** A press on the ground chooses a point; offer fields for it too, for who cannot press. */
  onPick?: (latitude: number, longitude: number) => void;
  /** Where the person is. */
  here?: { latitude: number; longitude: number };
};

/** Places on a map: tiles when `VITE_TILE_URL` is set and answers, the bundled outline of the world otherwise. */
export function MapView({ height = 360, ...map }: MapProps & { height?: number | string }) {
  return (
    <div className={classes.box} style={{ height }}>
      <Suspense fallback={<Skeleton height="100%" radius="lg" />}>
        <LeafletMap {...map} />
      </Suspense>
    </div>
  );
}
