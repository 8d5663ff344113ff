/**
 * Who may import whom, once, for lint (`eslint.config.js`), for CI (`.dependency-cruiser.cjs`) and for
 * the test that reads it aloud. `types` marks rooms that may be imported for their types only.
 */
const rooms = ['sessions', 'logs', 'metrics', 'alerts', 'audit']

/** @type {Record<string, { may: string[], types?: string[] }>} */
export const IMPORT_LAW = {
  contracts: { may: [] },
  kernel: { may: [] },
  generated: { may: [] },
  client: { may: ['kernel', 'contracts', 'generated'] },
  ui: { may: ['kernel'] },
  ...Object.fromEntries(rooms.map((room) => [room, { may: ['kernel', 'ui', 'contracts'], types: ['client'] }])),
  dashboard: { may: [...rooms, 'ui', 'kernel', 'contracts'], types: ['client'] },
  locales: { may: [] },
  app: { may: ['kernel', 'client', 'ui', ...rooms, 'dashboard', 'contracts', 'generated', 'locales'] },
  expose: { may: ['app', 'contracts'] },
}

/** Where a room lives, from the project root. */
export const roomPath = (room) => (room === 'contracts' ? 'contracts' : `remote-dev-hotload/${room}`)

export const ROOMS = Object.keys(IMPORT_LAW).map((type) => ({ type, pattern: roomPath(type) }))

const any = (types) => ({ element: { types: { anyOf: types } } })

export const ROOM_LAW = Object.entries(IMPORT_LAW).flatMap(([room, { may, types }]) => [
  { from: { element: { type: room } }, allow: { to: any([room, ...may]) } },
  { from: { element: { type: room } }, allow: { to: { module: { origin: ['external', 'core'] } } } },
  ...(types ? [{ from: { element: { type: room } }, allow: { to: any(types), dependency: { kind: 'type' } } }] : []),
])
