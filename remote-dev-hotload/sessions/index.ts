export { default as CommandToasts } from './commands/CommandToasts.vue'
export { default as BulkBar } from './commands/BulkBar.vue'
export { default as CommandStatus } from './commands/CommandStatus.vue'
export {
  isOpen,
  isUnanswered,
  mayRetry,
  type Command,
  type CommandKind,
  type CommandPhase,
} from './commands/command.ts'
export { useCommandStore, type CommandStore } from './commands/command-store.ts'
export { verdictOfState } from './commands/command-verdict.ts'
export { SessionsKey, useSessions, type SessionsPort } from './ports.ts'
export { default as ReloadList } from './detail/ReloadList.vue'
export { useReloadStore, type ReloadStore } from './detail/reload-store.ts'
export { default as SessionDetails } from './detail/SessionDetails.vue'
export { default as SessionHeader } from './detail/SessionHeader.vue'
export { default as SessionsPanel } from './list/SessionsPanel.vue'
export { COLUMNS, defaultTableLook, type ColumnName, type TableLook } from './list/table-look.ts'
export {
  defaultQuery,
  isFiltered,
  withoutFilters,
  SORT_FIELDS,
  type SessionQuery,
  type SortField,
} from './list/session-query.ts'
export { healthOf, type Evidence, type Health } from './session-health.ts'
export { tellsHeartbeats } from './server-offers.ts'
export { hasEnded, sessionTitle, statusLook } from './session-status.ts'
export { useSessionStore, type ListState, type SessionStore } from './session-store.ts'
