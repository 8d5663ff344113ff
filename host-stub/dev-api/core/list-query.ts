import { denied, granted, type Result } from './core-outcome.ts'

/** The words; code only ever sets `active` and `terminated`. */
export const CORE_STATUSES = ['pending', 'active', 'terminated', 'expired'] as const
export type CoreStatus = (typeof CORE_STATUSES)[number]

const DEFAULT_LIMIT = 50
const MOST = 200

const isStatus = (word: string): word is CoreStatus => CORE_STATUSES.some((known) => known === word)

/** The statuses that a query asks for. Unknown words are dropped; an empty answer is no filter at all. */
export const readStatuses = (query: URLSearchParams): readonly CoreStatus[] => {
  const words = query
    .getAll('status')
    .flatMap((value) => value.split(','))
    .map((word) => word.trim().toLowerCase())
  if (words.some((word) => word === 'all' || word === '*')) return CORE_STATUSES
  return [...new Set(words.filter(isStatus))]
}

// As strconv.Atoi: a sign is allowed, anything else beside digits is not.
const readWhole = (text: string): number | null => (/^[+-]?\d+$/.test(text) ? Number(text) : null)

/** Which part of a list is wanted; too much is cut to 200, nonsense is refused. */
export const readPage = (query: URLSearchParams): Result<{ limit: number; offset: number }> => {
  const [limitText, offsetText] = [query.get('limit') ?? '', query.get('offset') ?? '']
  const limit = limitText.trim() === '' ? DEFAULT_LIMIT : readWhole(limitText)
  if (limit === null || limit <= 0) return denied(400, 'invalid limit')
  const offset = offsetText.trim() === '' ? 0 : readWhole(offsetText)
  if (offset === null || offset < 0) return denied(400, 'invalid offset')
  return granted({ limit: Math.min(limit, MOST), offset })
}

/** A yes or no in a query; absent is no. */
export const readFlag = (query: URLSearchParams, name: string): Result<boolean> => {
  switch ((query.get(name) ?? '').trim().toLowerCase()) {
    case '1':
    case 'true':
    case 't':
    case 'yes':
    case 'y':
      return granted(true)
    case '':
    case '0':
    case 'false':
    case 'f':
    case 'no':
    case 'n':
      return granted(false)
    default:
      return denied(400, `invalid ${name} flag`)
  }
}
