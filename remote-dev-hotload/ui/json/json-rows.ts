/** What a value is, told by its form on screen and not by colour alone. */
export type JsonKind = 'object' | 'array' | 'string' | 'number' | 'boolean' | 'null'

/** One line of a JSON tree. */
export interface JsonRow {
  /** Address inside of the value, an RFC 6901 pointer; '' is the value itself. */
  readonly path: string
  readonly depth: number
  /** Name or index below the parent; null for the value itself. */
  readonly name: string | null
  readonly kind: JsonKind
  /** A plain value as JSON; empty for objects and arrays. */
  readonly text: string
  /** Entries of an object or array. */
  readonly size: number
  readonly isOpen: boolean
}

/** How much of a value is shown. */
export interface JsonView {
  /** Whether the object or array at this address shows its entries. */
  readonly isOpen: (path: string, depth: number) => boolean
  /** Rows at most. */
  readonly most: number
  /** Shows only what holds this text in a name or a value, with the way down to it; '' shows all. */
  readonly search: string
}

export interface JsonRows {
  readonly rows: readonly JsonRow[]
  /** There would be more than `most`. */
  readonly hasMore: boolean
}

/** Deeper than what the masking lets through; a bound for values that did not come that way. */
export const MAX_DEPTH = 40

/** A value as rows from top to bottom: depth first, names in the order of the sender. Nothing of it is executed or inherited. */
export function jsonRows(value: unknown, view: JsonView): JsonRows {
  const wanted = view.search.trim().toLowerCase()
  const rows: JsonRow[] = []

  /** False when there is no more room. */
  function add(item: unknown, name: string | null, path: string, depth: number, isWanted: boolean): boolean {
    const self = isWanted || holds(name, wanted)
    const inner = entriesOf(item)
    if (inner === null || depth >= MAX_DEPTH) {
      const text = inner === null ? plainText(item) : '…'
      if (!self && !holds(text, wanted)) return true
      return push({ path, depth, name, kind: kindOf(item), text, size: 0, isOpen: false })
    }
    const isFound = wanted !== '' && !self
    if (isFound && !hasMatch(item, wanted, depth)) return true
    const isOpen = inner.length > 0 && (isFound || view.isOpen(path, depth))
    if (!push({ path, depth, name, kind: kindOf(item), text: '', size: inner.length, isOpen })) return false
    return !isOpen || inner.every(([key, entry]) => add(entry, key, `${path}/${escaped(key)}`, depth + 1, self))
  }

  function push(row: JsonRow): boolean {
    if (rows.length >= view.most) return false
    rows.push(row)
    return true
  }

  const isWhole = add(value, null, '', 0, wanted === '')
  return { rows, hasMore: !isWhole }
}

/** Own entries only; null for a plain value. */
function entriesOf(value: unknown): readonly (readonly [string, unknown])[] | null {
  if (typeof value !== 'object' || value === null) return null
  return Object.entries(value)
}

function kindOf(value: unknown): JsonKind {
  if (Array.isArray(value)) return 'array'
  switch (typeof value) {
    case 'string':
    case 'number':
    case 'boolean':
      return typeof value as 'string' | 'number' | 'boolean'
    default:
      return typeof value === 'object' && value !== null ? 'object' : 'null'
  }
}

// As JSON, so that line breaks and control characters of a hostile text stay visible and in their line.
const plainText = (value: unknown): string => JSON.stringify(value) ?? 'null'

const holds = (text: string | null, wanted: string): boolean => text !== null && text.toLowerCase().includes(wanted)

function hasMatch(value: unknown, wanted: string, depth: number): boolean {
  const inner = entriesOf(value)
  if (inner === null) return holds(plainText(value), wanted)
  if (depth >= MAX_DEPTH) return false
  return inner.some(([key, entry]) => holds(key, wanted) || hasMatch(entry, wanted, depth + 1))
}

const escaped = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1')
