export type { FramesPage, LiveState } from './connection';
export { onFrame } from './invalidation';
export type { Cursor, Envelope } from './protocol';
export { RealtimeProvider, useFrames, useLiveState, useTopic } from './RealtimeProvider';
