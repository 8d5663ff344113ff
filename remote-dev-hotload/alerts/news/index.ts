export { default as AlertNews } from './AlertNews.vue'
export { createDesktopNotes, type DesktopNotes, type NotesState } from './desktop-notes.ts'
export type { FailedReload } from './failed-reload.ts'
