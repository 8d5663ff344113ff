import { LOG_LEVELS, type LOG_SOURCES } from '../../contracts/index.ts'

export type KnownLevel = (typeof LOG_LEVELS)[number]
export type KnownSource = (typeof LOG_SOURCES)[number]

/** One line as it goes over the wire (`POST /register/{id}/logs`). */
export interface LogLine {
  /** RFC 3339. */
  ts: string
  level: KnownLevel
  source: KnownSource
  message: string
  fields?: Record<string, unknown>
  /** The reload that this line belongs to. */
  reloadSequence: number
}

/** What a program said, before it has a time and a place. */
export type Said = Pick<LogLine, 'level' | 'message' | 'fields'>

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

// Pino and bunyan write levels as numbers of ten.
const BY_TEN: readonly KnownLevel[] = ['trace', 'debug', 'info', 'warn', 'error', 'fatal']

const levelOf = (value: unknown): KnownLevel | null => {
  if (typeof value === 'number') return BY_TEN[Math.round(value / 10) - 1] ?? null
  if (typeof value !== 'string') return null
  const word = value.toLowerCase()
  if (word === 'warning') return 'warn'
  return LOG_LEVELS.find((level) => level === word) ?? null
}

// The Dev API refuses a whole batch for one endless line.
const LONGEST = 1_000_000
const cut = (text: string) =>
  text.length > LONGEST ? `${text.slice(0, LONGEST)} … (${text.length - LONGEST} more characters)` : text

const fromJson = (text: string): Said | null => {
  if (!text.startsWith('{') || !text.endsWith('}')) return null
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return null
  }
  if (!isRecord(value)) return null
  const { level, msg, message = msg, fields, ts: _ts, time: _time, ...others } = value
  const known = levelOf(level)
  if (!known || typeof message !== 'string') return null
  const all = { ...others, ...(isRecord(fields) ? fields : {}) }
  return { level: known, message: cut(message), ...(Object.keys(all).length > 0 ? { fields: all } : {}) }
}

/** Reads a line of a program's output: JSON lines with `level` and `msg` are taken apart, all else is text of `plainLevel`. */
export const readOutput = (text: string, plainLevel: KnownLevel): Said =>
  fromJson(text.trim()) ?? { level: plainLevel, message: cut(text) }
