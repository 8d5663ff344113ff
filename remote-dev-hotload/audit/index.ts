export { default as ActivityList } from './ActivityList.vue'
export { default as ActivityRoom } from './ActivityRoom.vue'
export { useAuditStore, type AuditReach, type AuditStore } from './audit-store.ts'
export { AuditKey, useAudit, type AuditPort } from './ports.ts'
