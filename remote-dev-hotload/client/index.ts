export type { AlertActs } from './alert-acts.ts'
export type { ApiError } from './api-error.ts'
export type { AuditReport, AuditReports } from './audit-reports.ts'
export {
  createDigest,
  createLocalCache,
  createNameList,
  sweepForeign,
  type Digest,
  type LocalCache,
  type LocalCacheDeps,
  type NameList,
  type Preferences,
} from './cache/index.ts'
export { createDevHotloadApiClient, type ClientDeps, type DevHotloadApiClient } from './client.ts'
export type { Credentials } from './credentials.ts'
export {
  createFrameDecoder,
  decodeFrame,
  type AuditPage,
  type DecodedFrame,
  type FrameDecoder,
  type LogPage,
  type Rejection,
  type SessionEnd,
  type SessionPage,
  type StreamEvent,
} from './decode/index.ts'
export { resolveEndpoints, type EndpointConfig, type Endpoints } from './endpoints.ts'
export type { Notification, Notifications } from './notifications.ts'
export type { ProfileName } from './profiles/index.ts'
export type { Queries } from './queries.ts'
export type { CommandReceipt, CommandRequest, Commands } from './rest.ts'
export type { RevealContext, RevealLine, UnmaskedLine } from './reveal-line.ts'
export type { TabEnvironment, TabRole, TabStream } from './tabs/index.ts'
export type { Stream, StreamFrame, StreamSignal, StreamStateName, StreamStatus } from './stream/index.ts'
