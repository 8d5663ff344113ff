export { default as CommandToasts } from './CommandToasts.vue'
export {
  useCommandStore,
  type Command,
  type CommandKind,
  type CommandPhase,
  type CommandStore,
} from './command-store.ts'
export { SessionsKey, useSessions, type SessionsPort } from './ports.ts'
export { default as ReloadList } from './ReloadList.vue'
export { useReloadStore, type ReloadStore } from './reload-store.ts'
export { default as SessionDetails } from './SessionDetails.vue'
export { default as SessionHeader } from './SessionHeader.vue'
export { default as SessionsPanel } from './SessionsPanel.vue'
export { defaultQuery, SORT_FIELDS, type SessionQuery, type SortField } from './session-query.ts'
export { hasEnded, sessionTitle, statusLook } from './session-status.ts'
export { useSessionStore, type ListState, type SessionStore } from './session-store.ts'
