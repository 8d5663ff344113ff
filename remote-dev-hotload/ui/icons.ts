interface IconShape {
  path: string
  solid?: boolean
}

export type IconName =
  | 'running'
  | 'pending'
  | 'reloading'
  | 'failed'
  | 'stopping'
  | 'ended'
  | 'expired'
  | 'unknown'
  | 'error'
  | 'warn'
  | 'info'
  | 'debug'
  | 'trace'
  | 'live'
  | 'broken'
  | 'waiting'
  | 'refresh'
  | 'reload'
  | 'terminate'
  | 'copy'
  | 'check'
  | 'close'
  | 'back'
  | 'next'
  | 'down'
  | 'pause'
  | 'settings'
  | 'search'
  | 'filter'
  | 'keyboard'
  | 'up'
  | 'added'
  | 'same'
  | 'lock'
  | 'more'
  | 'columns'
  | 'denied'
  | 'link'
  | 'outside'
  | 'full'
  | 'hot'
  | 'log'
  | 'reload-failed'
  | 'late'
  | 'lost'
  | 'expiring'
  | 'overdue'

/** 16 × 16 outlines; `solid` ones are filled. */
export const ICONS: Record<IconName, IconShape> = {
  // states
  running: { path: 'M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2Z', solid: true },
  pending: { path: 'M8 2.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11ZM8 5v3.2l2 1.4' },
  reloading: { path: 'M13 8a5 5 0 1 1-1.6-3.7M13 2.5v3h-3' },
  failed: {
    path: 'M5.2 1.5h5.6l3.7 3.7v5.6l-3.7 3.7H5.2l-3.7-3.7V5.2zM5.5 6.4 7.1 8 5.5 9.6l.9.9L8 8.9l1.6 1.6.9-.9L8.9 8l1.6-1.6-.9-.9L8 7.1 6.4 5.5z',
    solid: true,
  },
  stopping: { path: 'M4 4h8v8H4z' },
  ended: { path: 'M3.5 3.5h9v9h-9z', solid: true },
  expired: { path: 'M4 2h8M4 14h8M5 2v2.5L8 8l3-3.5V2M5 14v-2.5L8 8l3 3.5V14' },
  unknown: { path: 'M8 2.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11ZM5.5 8h5' },
  // levels
  error: {
    path: 'M5.2 1.5h5.6l3.7 3.7v5.6l-3.7 3.7H5.2l-3.7-3.7V5.2zM7.2 4.5h1.6v4.2H7.2zm0 5.4h1.6v1.6H7.2z',
    solid: true,
  },
  warn: { path: 'M8 1.8 15 14H1zM7.2 6h1.6v4H7.2zm0 4.9h1.6v1.5H7.2z', solid: true },
  info: { path: 'M8 5.2a2.8 2.8 0 1 1 0 5.6 2.8 2.8 0 0 1 0-5.6Z', solid: true },
  debug: { path: 'M8 5.2a2.8 2.8 0 1 1 0 5.6 2.8 2.8 0 0 1 0-5.6Z' },
  trace: { path: 'M7.2 7.2h1.6v1.6H7.2z', solid: true },
  // connection
  live: {
    path: 'M8 5.5a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5ZM3.4 12.6a6.5 6.5 0 0 1 0-9.2M12.6 3.4a6.5 6.5 0 0 1 0 9.2',
  },
  broken: {
    path: 'm2 2 12 12M6.5 4A7 7 0 0 1 14.5 6.5M1.5 6.5A9 9 0 0 1 4 4.7M4 9a6 6 0 0 1 2.5-1.5M10.5 8a6 6 0 0 1 1.5 1M8 12.5v.1',
  },
  waiting: { path: 'M8 2.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11ZM8 5v3.2l2 1.4' },
  // acts
  refresh: { path: 'M13 8a5 5 0 1 1-1.6-3.7M13 2.5v3h-3' },
  reload: { path: 'M9 1.5 3.5 9H8l-1 5.5L12.5 7H8z' },
  terminate: { path: 'M8 1.8v5.7M4.6 4a5.5 5.5 0 1 0 6.8 0' },
  copy: { path: 'M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3' },
  check: { path: 'm3 8.5 3.2 3.2L13 4.9' },
  close: { path: 'm4 4 8 8M12 4l-8 8' },
  back: { path: 'M10 3 5 8l5 5' },
  next: { path: 'm6 3 5 5-5 5' },
  down: { path: 'M8 3v10M4 9l4 4 4-4' },
  pause: { path: 'M5 3.5v9M11 3.5v9' },
  settings: { path: 'M2 4.5h7M12 4.5h2M2 11.5h2M7 11.5h7M10.5 3v3M5.5 10v3' },
  up: { path: 'M8 13V3M4 7l4-4 4 4' },
  filter: { path: 'M2 3h12L9.5 8.5v4.8l-3-1.5V8.5z' },
  keyboard: { path: 'M1.5 4h13v8h-13zM4 6.6h.1M6.7 6.6h.1M9.4 6.6h.1M12 6.6h.1M5 9.6h6' },
  // since a reload
  added: { path: 'M6.6 2h2.8v4.6H14v2.8H9.4V14H6.6V9.4H2V6.6h4.6z', solid: true },
  same: { path: 'M3 5.8h10M3 10.2h10' },
  // table
  more: {
    path: 'M2 6.6h2.8v2.8H2zM6.6 6.6h2.8v2.8H6.6zM11.2 6.6H14v2.8h-2.8z',
    solid: true,
  },
  columns: { path: 'M2 3h12v10H2zM6 3v10M10 3v10' },
  lock: { path: 'M3.5 7.5h9v6.5h-9zM5.5 7.5V5a2.5 2.5 0 0 1 5 0v2.5M8 10.2v1.4' },
  search: { path: 'M7 2.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9ZM10.3 10.3 14 14' },
  denied: { path: 'M8 2.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11ZM4.2 11.8l7.6-7.6' },
  link: {
    path: 'M6.8 9.2a2.6 2.6 0 0 0 3.7 0l2.2-2.2a2.6 2.6 0 0 0-3.7-3.7l-.8.8M9.2 6.8a2.6 2.6 0 0 0-3.7 0L3.3 9a2.6 2.6 0 0 0 3.7 3.7l.8-.8',
  },
  outside: { path: 'M12 9v4H3V4h4M9.5 2.5h4v4M13.5 2.5 7.5 8.5' },
  full: { path: 'M2.5 5 8 2l5.5 3v6L8 14l-5.5-3zM2.5 5 8 8l5.5-3M8 8v6' },
  hot: { path: 'M8.6 1.5 4 9h3.4l-.8 5.5L12 7H8.4z', solid: true },
  log: { path: 'M3 3.5h10M3 6.5h10M3 9.5h7M3 12.5h5' },
  // health: a reload that broke, a beat, a beat that stopped, near its end, past its end
  'reload-failed': { path: 'M13 8a5 5 0 1 1-1.6-3.7M13 2.5v3h-3M6.5 6.5l3 3M9.5 6.5l-3 3' },
  late: { path: 'M1.5 8h3l2-4.5 3 9 2-4.5h3' },
  lost: { path: 'M1 8h4M11 8h4M6 6l4 4M10 6l-4 4' },
  expiring: { path: 'M2 8h8M7 5l3 3-3 3M13.5 3v10' },
  overdue: { path: 'M6 3v10M2 8h12M11 5l3 3-3 3' },
}
