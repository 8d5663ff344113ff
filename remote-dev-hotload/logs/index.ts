export { SHORTCUTS as LOG_SHORTCUTS } from './bar/shortcut-list.ts'
export { fingerprintOf } from './engine/fingerprint.ts'
export { cleanText } from './export/export-text.ts'
export { exportFileName } from './export/file-name.ts'
export { createSavePage } from './export/save-page.ts'
export {
  createLateLogBook,
  createLogBook,
  type GapPlace,
  type HistoryState,
  type LogBook,
  type LogScope,
} from './log-book.ts'
export { createBrowserSoon } from './engine/browser-soon.ts'
export type { LogBuffer } from './engine/log-buffer.ts'
export type { LogGap } from './engine/log-row.ts'
export { noFilter, type LogFilter } from './engine/log-filter.ts'
export type { LogEnd } from './log-end.ts'
export { defaultLook, type LogLook } from './log-look.ts'
export { startOfLog, type LogPlace } from './log-place.ts'
export { default as LogStreamPanel } from './LogStreamPanel.vue'
export { LogsKey, useLogs, type LogsPort, type RevealedLine } from './ports.ts'
