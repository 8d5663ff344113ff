import { lazily } from '../ui/index.ts'

/** Parts that nobody sees before the first table: each is a chunk of its own and is drawn at once when it is there. */
export const SessionView = lazily(async () => (await import('./SessionView.vue')).default)
export const SettingsDialog = lazily(async () => (await import('./SettingsDialog.vue')).default, { dialog: true })
export const Palette = lazily(async () => (await import('./palette/Palette.vue')).default, { dialog: true })
export const DashboardNews = lazily(async () => (await import('./news/index.ts')).DashboardNews)
export const OwnBanners = lazily(async () => (await import('./news/index.ts')).OwnBanners)
export const KeyHelp = lazily(async () => (await import('./keys/KeyHelp.vue')).default, { dialog: true })
