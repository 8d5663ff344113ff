export { default as ActivityList } from './ActivityList.vue'
export { useAuditStore, type AuditStore } from './audit-store.ts'
export { AuditKey, useAudit, type AuditPort } from './ports.ts'
