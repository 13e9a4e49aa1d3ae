export type { FramesPage } from './connection';
export { onFrame } from './invalidation';
export { RealtimeProvider, useLiveState, useTopic } from './RealtimeProvider';
