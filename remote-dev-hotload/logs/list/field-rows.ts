import { plainTextWhole } from '../ansi.ts'

/** A field of a line, ready to be read. */
export interface FieldRow {
  readonly name: string
  readonly value: string
}

const MOST_FIELDS = 200
const VALUE_LIMIT = 64 * 1_024

function valueText(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value, null, 2) ?? '')
  return plainTextWhole(text.slice(0, VALUE_LIMIT))
}

/** The fields of a line as names and texts, in the order of the sender; nested values as JSON. */
export function fieldRows(fields: unknown): FieldRow[] {
  if (fields === null || fields === undefined) return []
  if (typeof fields !== 'object' || Array.isArray(fields)) return [{ name: '', value: valueText(fields) }]
  return Object.entries(fields)
    .slice(0, MOST_FIELDS)
    .map(([name, value]) => ({ name: plainTextWhole(name.slice(0, 200)), value: valueText(value) }))
}
