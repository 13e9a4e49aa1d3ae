import { type ComponentType, lazy, Suspense } from 'react';

/** A component whose code comes when it is first shown: a dialog costs the page nothing until it opens. */
export function onDemand<Props extends object>(load: () => Promise<ComponentType<Props>>) {
  const Loaded = lazy(async () => ({ default: await load() }));
  return (props: Props) => (
    <Suspense>
      <Loaded {...props} />
    </Suspense>
  );
}
