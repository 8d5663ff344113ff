import fc from 'fast-check'
import { joinBytes } from './reading.ts'

/** Valid, odd and broken event streams, with more blank lines and field names than chance alone would bring. */

const pick = <T>(...values: T[]) => fc.constantFrom(...values)
const end = fc.oneof({ weight: 6, arbitrary: pick('\n') }, { weight: 2, arbitrary: pick('\r\n', '\r') })
const value = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.string({ unit: 'grapheme', maxLength: 6 }),
  pick(
    '',
    ' ',
    '  ',
    '\t',
    '1',
    '42',
    '007',
    '5x',
    '-1',
    '1e3',
    '\0',
    'a\0b',
    '🚀',
    '…',
    'e\u0301',
    '\uFEFF',
    ':',
    'x: y',
  ),
)
const field = fc.oneof(
  { weight: 8, arbitrary: pick('data', 'event', 'id', 'retry') },
  {
    weight: 2,
    arbitrary: pick('', 'Data', ' data', 'dat', 'datax', 'da-ta', 'ID', 'ret', 'data\0', 'foo', '\uFEFFdata', 'ï»¿id'),
  },
)
const separator = fc.oneof(
  { weight: 6, arbitrary: pick(':', ': ') },
  { weight: 1, arbitrary: pick('', ':  ', ' :', '::') },
)
const bare = (line: string) => line.replace(/[\r\n]/g, '')

const line = fc
  .tuple(field, separator, value, end)
  .map(([name, colon, content, after]) => bare(name + colon + content) + after)
const event = fc
  .tuple(fc.option(pick('7', '8', '…', '')), fc.option(pick('LogEntry', 'message', 'x y')), value, end)
  .map(([id, type, content, after]) =>
    [id === null ? null : `id: ${id}`, type === null ? null : `event: ${type}`, `data: ${bare(content)}`, '', '']
      .filter((part) => part !== null)
      .join(after),
  )
const text = fc
  .array(
    fc.oneof(
      { weight: 6, arbitrary: line },
      { weight: 3, arbitrary: event },
      { weight: 3, arbitrary: end },
      { weight: 1, arbitrary: pick(': hb\n\n', ':\n', 'data', 'id: 9\n\n') },
    ),
    { maxLength: 16, size: 'max' },
  )
  .map((parts) => new TextEncoder().encode(parts.join('')))
const noise = fc.uint8Array({ maxLength: 8 })

/** Now and then with bytes in it that are no UTF-8. */
const plainStream = fc
  .array(fc.oneof({ weight: 5, arbitrary: text }, { weight: 1, arbitrary: noise }), { maxLength: 4, size: 'max' })
  .map(joinBytes)

/** An event stream of any kind, behind no, one or two byte order marks. */
export const anyStream = fc
  .tuple(fc.oneof({ weight: 4, arbitrary: pick(0) }, { weight: 1, arbitrary: pick(1, 2) }), plainStream)
  .map(([marks, stream]) =>
    joinBytes([...Array.from({ length: marks }, () => Uint8Array.of(0xef, 0xbb, 0xbf)), stream]),
  )
