/** The doors of the remote that the shell knows. */
export const DOOR_NAMES = ['SessionDashboard', 'LogStreamPanel', 'MetricsWidgets', 'guard', 'routes', 'mount'] as const

export type DoorName = (typeof DOOR_NAMES)[number]

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

/** Doors arrive as `{ default, named }` or as the module itself, depending on who loads them. */
export function findExport(door: unknown, name: string): unknown {
  if (typeof door === 'function') return door
  if (!isObject(door)) return undefined
  if (name in door) return door[name]
  const inner = door.default
  if (isObject(inner) && name in inner) return inner[name]
  return inner ?? door
}
