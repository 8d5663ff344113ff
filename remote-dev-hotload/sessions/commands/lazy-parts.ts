import { lazily } from '../../ui/index.ts'

/** Parts that nobody sees before the first table: each is a chunk of its own and is drawn at once when it is there. */
export const CommandDialog = lazily(async () => (await import('./CommandDialog.vue')).default, { dialog: true })
export const BulkBar = lazily(async () => (await import('./BulkBar.vue')).default)
export const BulkResult = lazily(async () => (await import('./BulkResult.vue')).default)
export const CommandNote = lazily(async () => (await import('./CommandNote.vue')).default)
