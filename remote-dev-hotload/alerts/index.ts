export { default as AlertList } from './AlertList.vue'
export { useAlertStore, type AlertStore } from './alert-store.ts'
export { AlertsKey, useAlerts, type AlertsPort } from './ports.ts'
