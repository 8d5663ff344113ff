export { DashboardKey, useDashboard, type DashboardPort } from './ports.ts'
export { formatPlace, parsePlace, startPlace, TABS, type Place, type TabName } from './place.ts'
export { SettingsKey, type SettingsPort, type StorageView } from './settings-port.ts'
export { default as SessionDashboard } from './SessionDashboard.vue'
