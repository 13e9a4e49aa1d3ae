import { Skeleton } from '@mantine/core';
import { lazy, Suspense } from 'react';
import type { ModelViewerProps } from './ModelViewer';

export type { ModelFacts } from './facts';
export { FORMATS, formatOf } from './formats';
export type { ModelSource } from './ModelViewer';

const Viewer = lazy(() => import('./ModelViewer'));

/** The 3D viewer; three.js arrives only with the first model. */
export function ModelViewer(props: ModelViewerProps) {
  return (
    <Suspense fallback={<Skeleton height={props.height ?? 420} radius="lg" />}>
      <Viewer {...props} />
    </Suspense>
  );
}
