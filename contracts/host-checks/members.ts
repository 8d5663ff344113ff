/** A host before anything about it is known. */
export type Loose = Readonly<Record<string, unknown>>

export const isObject = (value: unknown): value is Loose => typeof value === 'object' && value !== null

/** The member at a path such as `auth.refresh`; undefined when something on the way is missing. */
export function memberAt(host: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((place, name) => (isObject(place) ? place[name] : undefined), host)
}

type Callable = (...args: unknown[]) => unknown

/** The function at a path, bound to its owner as a caller of the host finds it; null when there is none. */
export function functionAt(host: unknown, path: string): Callable | null {
  const found = memberAt(host, path)
  if (typeof found !== 'function') return null
  const owner = path.includes('.') ? memberAt(host, path.slice(0, path.lastIndexOf('.'))) : host
  return (...args) => Reflect.apply(found, owner, args) as unknown
}

/** A value in a sentence. Texts are shortened: they may be secrets. */
export function nameOf(value: unknown): string {
  if (value === null) return 'null'
  if (typeof value === 'string') return value.length > 40 ? `a text of ${value.length} characters` : `"${value}"`
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  return Array.isArray(value)
    ? 'a list'
    : value === undefined
      ? 'nothing'
      : `a${typeof value === 'object' ? 'n' : ''} ${typeof value}`
}

/** Equal by content, for plain data. */
export const sameData = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
