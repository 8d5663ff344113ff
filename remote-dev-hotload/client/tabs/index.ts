export { createTabStream } from './tab-stream.ts'
export type {
  TabChannel,
  TabCounts,
  TabEnvironment,
  TabLocks,
  TabPage,
  TabRole,
  TabScope,
  TabStream,
  TabStreamDeps,
} from './types.ts'
