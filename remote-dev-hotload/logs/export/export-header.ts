/** Which rows a file has. */
export type ExportScope = 'filtered' | 'selected' | 'all'

/** What a file says about itself before its first line. */
export interface ExportHeader {
  readonly scope: ExportScope
  readonly sessions: readonly string[]
  /** RFC 3339 of the first and the last line; null when unknown. */
  readonly from: string | null
  readonly to: string | null
  /** Null when only the footer can tell. */
  readonly lines: number | null
  /** The filter in words. */
  readonly filter: string
  /** Size of each gap among the rows, null where the server did not know; null as a whole: not looked for. */
  readonly gaps: readonly (number | null)[] | null
  /** Lines that were there once and are not kept any more; null when nobody counts them. */
  readonly dropped: number | null
  /** The server has lines before the first one. */
  readonly hasOlder: boolean | null
  readonly auditId: string
  /** RFC 3339. */
  readonly exportedAt: string
}

/** What is known only at the end. A file without it is not whole. */
export interface ExportFooter {
  readonly lines: number
  /** Lines that left the buffer before their turn came. */
  readonly gone: number
  /** Audit ids of the later runs when a broken-off export was taken up again. */
  readonly resumedAs: readonly string[]
}

/** A named value of a header or footer, ready to be read by people; the names are part of the formats. */
export type Fact = readonly [name: string, value: string]

export const PRODUCT = 'Dev Hotload'
export const MASK_POLICY = 'secrets are masked as [masked: <kind>]; nothing was revealed for this file'

const MOST_GAPS = 50

function gapWords(gaps: ExportHeader['gaps']): string {
  if (gaps === null) return 'not known'
  if (gaps.length === 0) return 'none'
  const sizes = gaps.slice(0, MOST_GAPS).map((missed) => (missed === null ? 'size unknown' : `${missed} events`))
  const more = gaps.length > MOST_GAPS ? ', …' : ''
  return `${gaps.length} (${sizes.join(', ')}${more})`
}

const orUnknown = (value: string | number | null): string => (value === null ? 'not known' : String(value))
const yesNo = (value: boolean | null): string => (value === null ? 'not known' : value ? 'yes' : 'no')

export function headerFacts(header: ExportHeader): Fact[] {
  return [
    ['product', PRODUCT],
    ['exported at', header.exportedAt],
    ['audit id', header.auditId],
    ['scope', header.scope],
    ['sessions', header.sessions.join(' ')],
    ['range', `${orUnknown(header.from)} / ${orUnknown(header.to)}`],
    ['lines', header.lines === null ? 'see the end' : String(header.lines)],
    ['filter', header.filter],
    ['gaps', gapWords(header.gaps)],
    ['lines no longer kept', orUnknown(header.dropped)],
    ['older lines on the server', yesNo(header.hasOlder)],
    ['mask policy', MASK_POLICY],
  ]
}

export function footerFacts(footer: ExportFooter): Fact[] {
  return [
    ['end', 'complete'],
    ['lines written', String(footer.lines)],
    ['lines gone while exporting', String(footer.gone)],
    ...footer.resumedAs.map((auditId): Fact => ['taken up again, audit id', auditId]),
  ]
}
