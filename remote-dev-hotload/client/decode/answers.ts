import {
  commandResultSchema,
  type Alert,
  type CommandResult,
  type LogEntry,
  type Session,
} from '../../../contracts/index.ts'
import { createLineMasker, err, maskBackwards, ok, redactText, redactValue, type Result } from '../../kernel/index.ts'
import { decodeAlert, decodeLogEntry, decodeSession } from './records.ts'
import { decodeEach, decodeWith, isRaw } from './record.ts'

/** A page of sessions as the panel uses it. `rejected` counts items that did not keep the contract. */
export interface SessionPage {
  readonly items: readonly Session[]
  readonly totalCount: number
  readonly limit: number
  readonly offset: number
  readonly statusCounts: ReadonlyMap<string, number>
  readonly recentAlerts: readonly Alert[]
  /** Newest event that this page already contains; the stream resumes from here. */
  readonly streamCursor: string | null
  readonly rejected: number
}

export interface LogPage {
  readonly items: readonly LogEntry[]
  readonly hasBefore: boolean
  readonly hasAfter: boolean
  readonly rejected: number
}

const number = (value: unknown, fallback: number) =>
  typeof value === 'number' && Number.isFinite(value) ? value : fallback

export function decodeSessionPage(value: unknown): SessionPage | null {
  if (!isRaw(value) || !Array.isArray(value['items'])) return null
  const { items, rejected } = decodeEach(value['items'], decodeSession)
  const counts = new Map<string, number>()
  for (const entry of Array.isArray(value['statusCounts']) ? (value['statusCounts'] as unknown[]) : []) {
    if (isRaw(entry)) counts.set(redactText(String(entry['status'])).toUpperCase(), number(entry['count'], 0))
  }
  const cursor = value['streamCursor']
  return {
    items,
    rejected,
    totalCount: number(value['totalCount'], items.length),
    limit: number(value['limit'], items.length),
    offset: number(value['offset'], 0),
    statusCounts: counts,
    recentAlerts: decodeEach(value['recentAlerts'], decodeAlert).items,
    streamCursor: typeof cursor === 'string' && cursor !== '' ? cursor : null,
  }
}

const KEY_END = '-----END '

export function decodeLogPage(value: unknown): LogPage | null {
  if (!isRaw(value) || !Array.isArray(value['items'])) return null
  const masker = createLineMasker()
  const { items, rejected } = decodeEach(value['items'], (entry) => decodeLogEntry(entry, '', masker))
  maskKeyBeforePage(items)
  return { items, rejected, hasBefore: value['hasBefore'] === true, hasAfter: value['hasAfter'] === true }
}

/** A page may begin inside of a private key: then its end says what the lines before it were. */
function maskKeyBeforePage(items: readonly LogEntry[]): void {
  if (!items.some(({ message }) => message.includes(KEY_END))) return
  for (const source of new Set(items.map((entry) => entry.source))) {
    const lines = items.filter((entry) => entry.source === source)
    maskBackwards(lines.map(({ message }) => message)).forEach((message, at) => (lines[at]!.message = message))
  }
}

/** The payload of a REST answer: `data` of the envelope, or the bare body of a server without one. */
export function unwrapEnvelope(body: unknown): unknown {
  return isRaw(body) && 'data' in body && ('code' in body || 'message' in body || 'timestamp' in body)
    ? body['data']
    : body
}

/** The audit id of a recorded act; null when the server did not name one. */
export function decodeAuditReceipt(body: unknown): string | null {
  const data = unwrapEnvelope(body)
  const auditId = isRaw(data) ? data['auditId'] : null
  return typeof auditId === 'string' && auditId !== '' ? auditId : null
}

export function decodeCommandResult(body: unknown, sessionId: string): Result<CommandResult, 'malformed'> {
  const data = unwrapEnvelope(body)
  const result = isRaw(data)
    ? decodeWith(commandResultSchema, { sessionId, ...(redactValue(data) as typeof data) })
    : null
  return result ? ok(result) : err('malformed')
}
