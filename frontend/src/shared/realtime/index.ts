export type { FramesPage } from './connection';
export { onFrame } from './invalidation';
export { RealtimeProvider, useFrames, useLiveState, useTopic } from './RealtimeProvider';
