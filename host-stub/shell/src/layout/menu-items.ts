import type { GlyphName } from '../parts/glyphs.ts'
import { PANEL_BASE } from '../remote/remote-routes.ts'
import type { TextKey } from '../texts/use-texts.ts'

export interface MenuItem {
  id: string
  path: string
  text: TextKey
  glyph: GlyphName
}

export interface MenuGroup {
  text: TextKey
  items: MenuItem[]
}

/** The side menu, top to bottom. */
export const MENU: MenuGroup[] = [
  { text: 'menu.overview', items: [{ id: 'home', path: '/', text: 'menu.home', glyph: 'home' }] },
  { text: 'menu.plugins', items: [{ id: 'panel', path: PANEL_BASE, text: 'menu.panel', glyph: 'bolt' }] },
  {
    text: 'menu.playground',
    items: [
      { id: 'logs', path: '/playground/logs', text: 'menu.logs', glyph: 'rows' },
      { id: 'metrics', path: '/playground/metrics', text: 'menu.metrics', glyph: 'gauge' },
      { id: 'mount', path: '/playground/mount', text: 'menu.mount', glyph: 'plug' },
    ],
  },
  {
    text: 'menu.system',
    items: [
      { id: 'telemetry', path: '/telemetry', text: 'menu.telemetry', glyph: 'pulse' },
      { id: 'settings', path: '/settings', text: 'menu.settings', glyph: 'gear' },
    ],
  },
]

/** Whether an item stands for the address. */
export const isHere = (item: MenuItem, path: string): boolean =>
  item.path === '/' ? path === '/' : path === item.path || path.startsWith(`${item.path}/`)
