/** An event as the SDK puts it into an envelope; the few fields that are shown. */
export interface SentEvent {
  event_id: string
  /** Seconds since 1970. */
  timestamp: number
  release?: string
  level?: string
  tags?: Record<string, string>
  exception?: { values?: { type?: string; value?: string; stacktrace?: { frames?: unknown[] } }[] }
  breadcrumbs?: unknown[]
}

/** A metric as the SDK puts it into an envelope. */
export interface SentMetric {
  name: string
  type: string
  value: number
  unit?: string
  /** Seconds since 1970. */
  timestamp: number
  attributes?: Record<string, { value: unknown }>
}

export interface ReadEnvelope {
  /** Where it would go; null for the project of `init`. */
  dsn: string | null
  events: SentEvent[]
  metrics: SentMetric[]
}

/** Reads what a transport is given to send: a header, then for each item a header and a payload, a line each. */
export function readEnvelope(body: string | Uint8Array): ReadEnvelope {
  const text = typeof body === 'string' ? body : new TextDecoder().decode(body)
  const [header = {}, ...lines] = text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>)
  const read: ReadEnvelope = { dsn: typeof header.dsn === 'string' ? header.dsn : null, events: [], metrics: [] }
  for (let at = 0; at + 1 < lines.length; at += 2) {
    const payload: unknown = lines[at + 1]
    if (lines[at]?.type === 'event') read.events.push(payload as SentEvent)
    if (lines[at]?.type === 'trace_metric') read.metrics.push(...((payload as { items?: SentMetric[] }).items ?? []))
  }
  return read
}
