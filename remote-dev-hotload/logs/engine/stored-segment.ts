import type { LogEntry } from '../../../contracts/index.ts'
import { plainText } from '../ansi.ts'
import type { ConstantColumn } from './constant-column.ts'
import { fingerprintOf } from './fingerprint.ts'
import { levelOf, rankOf } from './level.ts'
import type { LogRow, NewRow } from './log-row.ts'
import { NO_LINE, type LogSegment } from './log-segment.ts'
import type { NameTable } from './name-table.ts'
import { SegmentStrings, type Pack, type Unpacked } from './segment-strings.ts'
import type { UtcTime } from './utc-time.ts'

/** What the segments of one buffer share. */
export interface SegmentShare {
  readonly sources: NameTable
  readonly sessions: NameTable
  readonly time: UtcTime
  readonly messages: Unpacked
  readonly details: Unpacked
  /** Columns of packed segments that hold one value only; neighbours often share them. */
  readonly constant: {
    readonly reload: ConstantColumn<Int32Array>
    readonly fingerprint: ConstantColumn<Uint32Array>
    readonly session: ConstantColumn<Uint16Array>
  }
}

/** What of a line does not fit into the columns, exactly as it was sent. */
interface Odd {
  ts?: string
  level?: string
  source?: string
  sessionId?: string
  reloadSequence?: number
  traceId?: string
}

type OtherRow = Exclude<NewRow, { kind: 'line' }>

export const MOST_SOURCES = 0xff
export const MOST_SESSIONS = 0xffff
/** Of the columns that every segment has for itself. */
const BYTES_PER_ROW = 14
const MOST_RELOAD = 0x7fffffff
const WARN = 3
/** More than a fingerprint looks at, so that escapes do not eat all of it. */
const FIRST_WORDS = 1_024
const NO_TEXTS: readonly string[] = []
/** More text than this in one segment would make reading one of its lines slow. */
const MOST_CHARACTERS = 512 * 1024

/** Rows as columns. Lines are taken apart, marks and the like stay objects: they are few. */
export class StoredSegment implements LogSegment {
  count = 0
  /** Rows that are lines. */
  lines = 0
  /** UTF-16 units kept as text. */
  characters = 0
  isPacked = false
  /** Could not be packed; stays as it is. */
  isRefused = false
  readonly ts: Float64Array
  reload: Int32Array
  fingerprint: Uint32Array
  /** Half of `LineHash`, to find the few rows that may be a certain line without reading their ids. */
  readonly idHash: Uint32Array
  session: Uint16Array
  readonly source: Uint8Array
  readonly rank: Uint8Array
  private readonly others = new Map<number, OtherRow>()
  private readonly messages = new SegmentStrings(1)
  private readonly details = new SegmentStrings(4)
  private isSealed = false
  private hasFields = false

  constructor(
    private readonly share: SegmentShare,
    public start: number,
    private readonly capacity: number,
  ) {
    const bytes = new ArrayBuffer(capacity * BYTES_PER_ROW)
    this.ts = new Float64Array(bytes, 0, capacity)
    this.idHash = new Uint32Array(bytes, capacity * 8, capacity)
    this.source = new Uint8Array(bytes, capacity * 12, capacity)
    this.rank = new Uint8Array(bytes, capacity * 13, capacity)
    // Apart from the others, so that they can be given back.
    this.reload = new Int32Array(capacity)
    this.fingerprint = new Uint32Array(capacity)
    this.session = new Uint16Array(capacity)
  }

  get isFull(): boolean {
    return this.count === this.capacity || this.isSealed || this.characters >= MOST_CHARACTERS
  }

  put(row: NewRow, idHash: number): void {
    const i = this.count++
    if (row.kind === 'line') this.putLine(i, row.sessionId, row.entry, idHash)
    else {
      this.putTexts('', '', '', '', '')
      this.setOther(i, row)
    }
  }

  /** Puts another mark, gap or reload in the place of one. Not in a packed segment. */
  setOther(i: number, row: OtherRow): void {
    this.others.set(i, row)
    this.rank[i] = NO_LINE
    this.ts[i] = row.kind === 'reload' ? Date.parse(row.reload.at) : row.kind === 'gap' ? row.gap.at : row.mark.at
    this.session[i] = row.kind === 'reload' ? this.share.sessions.indexOf(row.sessionId) : 0
    const sequence = row.kind === 'reload' ? row.reload.sequence : -1
    this.reload[i] = isSmall(sequence) ? sequence : -1
  }

  isLine(i: number): boolean {
    return this.rank[i] !== NO_LINE
  }

  rowAt(i: number): LogRow {
    return { ...this.newRowAt(i), seq: this.start + i }
  }

  newRowAt(i: number): NewRow {
    const other = this.others.get(i)
    if (other) return other
    const [ids, fields, traces, odds] = this.detailColumns() as [string[], string[], string[], string[]]
    const odd = odds[i] === '' ? null : (JSON.parse(odds[i]!) as Odd)
    const source = this.source[i]!
    const reload = this.reload[i]!
    const entry: LogEntry = {
      logId: ids[i]!,
      ts: odd?.ts ?? new Date(this.ts[i]!).toISOString(),
      level: odd?.level ?? levelOf(this.rank[i]!),
      source: odd?.source ?? (source === 0 ? null : this.share.sources.nameOf(source)),
      message: this.texts()[i]!,
      fields: fields[i] === '' ? null : (JSON.parse(fields[i]!) as unknown),
      reloadSequence: odd?.reloadSequence ?? (reload === -1 ? null : reload),
      traceId: odd?.traceId ?? (traces[i] === '' ? null : traces[i]!),
    }
    return { kind: 'line', sessionId: odd?.sessionId ?? this.share.sessions.nameOf(this.session[i]!), entry }
  }

  /** Which line this is, without building it. */
  identityAt(i: number): { readonly sessionId: string; readonly logId: string } {
    const [ids, , , odds] = this.detailColumns()
    const odd = odds![i] === '' ? null : (JSON.parse(odds![i]!) as Odd)
    return { sessionId: odd?.sessionId ?? this.share.sessions.nameOf(this.session[i]!), logId: ids![i]! }
  }

  texts(): readonly string[] {
    return this.messages.columns(this.share.messages)[0]!
  }

  fields(): readonly string[] {
    return this.hasFields ? this.detailColumns()[1]! : NO_TEXTS
  }

  /** Packs the texts. No row can be put any more. */
  async pack(pack: Pack): Promise<void> {
    this.isSealed = true
    await this.messages.rest(pack)
    await this.details.rest(pack)
    const { constant } = this.share
    this.reload = constant.reload.of(this.reload)
    this.fingerprint = constant.fingerprint.of(this.fingerprint)
    this.session = constant.session.of(this.session)
    this.isPacked = true
  }

  private detailColumns(): readonly (readonly string[])[] {
    return this.details.columns(this.share.details)
  }

  private putLine(i: number, sessionId: string, entry: LogEntry, idHash: number): void {
    const { sources, sessions, time } = this.share
    let odd: Odd | null = null
    time.read(entry.ts)
    this.ts[i] = time.ms
    if (!time.isPlain) (odd ??= {}).ts = entry.ts

    const rank = rankOf(entry.level)
    this.rank[i] = rank
    if (levelOf(rank) !== entry.level) (odd ??= {}).level = entry.level

    const source = entry.source === null ? 0 : sources.indexOf(entry.source)
    this.source[i] = source
    if (source === MOST_SOURCES) (odd ??= {}).source = entry.source!
    const session = sessions.indexOf(sessionId)
    this.session[i] = session
    if (session === MOST_SESSIONS) (odd ??= {}).sessionId = sessionId

    const reload = entry.reloadSequence
    this.reload[i] = isSmall(reload) ? reload : -1
    if (reload !== null && !isSmall(reload)) (odd ??= {}).reloadSequence = reload
    if (entry.traceId === '') (odd ??= {}).traceId = ''

    this.idHash[i] = idHash
    if (rank >= WARN) this.fingerprint[i] = fingerprintOf(plainText(entry.message.slice(0, FIRST_WORDS)))
    const fields = entry.fields === null ? '' : jsonOf(entry.fields)
    this.putTexts(entry.message, entry.logId, fields, entry.traceId ?? '', odd ? JSON.stringify(odd) : '')
    this.lines++
  }

  private putTexts(message: string, logId: string, fields: string, traceId: string, odd: string): void {
    this.messages.live![0]!.push(message)
    const [ids, allFields, traces, odds] = this.details.live as [string[], string[], string[], string[]]
    ids.push(logId)
    allFields.push(fields)
    traces.push(traceId)
    odds.push(odd)
    this.hasFields ||= fields !== ''
    this.characters += message.length + logId.length + fields.length + traceId.length + odd.length
  }
}

const isSmall = (value: number | null): value is number =>
  value !== null && Number.isInteger(value) && value >= 0 && value <= MOST_RELOAD

/** Fields are data that came as JSON; `undefined` is none. */
const jsonOf = (fields: unknown): string => JSON.stringify(fields) ?? ''
