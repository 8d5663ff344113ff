import { Hono } from 'hono'

export const CSP_REPORTS_PATH = '/stub/csp-reports'

/** One breach of the page's policy, as the browser told it. */
export interface CspReport {
  /** The directive, e.g. `style-src-attr`. */
  directive: string
  /** What was blocked: an address, `inline`, `eval` or `trusted-types-sink`. */
  blocked: string
  /** The page. */
  document: string
  /** Script and line that did it; empty when the browser does not say. */
  source: string
  /** The first 40 characters of what was blocked. */
  sample: string
}

const KEPT = 200
const LONGEST = 64 * 1024

const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''

function readReport(value: unknown): CspReport | null {
  const body = (value as { 'csp-report'?: unknown } | null)?.['csp-report']
  if (typeof body !== 'object' || body === null) return null
  const said = body as Record<string, unknown>
  return {
    directive: textOf(said['effective-directive']) || textOf(said['violated-directive']),
    blocked: textOf(said['blocked-uri']),
    document: textOf(said['document-uri']),
    source: [textOf(said['source-file']), textOf(said['line-number'])].filter((part) => part !== '').join(':'),
    sample: textOf(said['script-sample']).slice(0, 40),
  }
}

/** Takes the browser's reports and keeps the newest 200: `POST` adds, `GET` lists, `DELETE` forgets. */
export function createCspReports(): Hono {
  const kept: CspReport[] = []
  return new Hono()
    .get('/', (c) => c.json(kept, 200, { 'Cache-Control': 'no-store' }))
    .delete('/', (c) => {
      kept.length = 0
      return c.body(null, 204)
    })
    .post('/', async (c) => {
      const text = await c.req.text()
      if (text.length > LONGEST) return c.body(null, 413)
      try {
        const report = readReport(JSON.parse(text))
        if (report === null) return c.body(null, 400)
        kept.push(report)
        kept.splice(0, Math.max(0, kept.length - KEPT))
        return c.body(null, 204)
      } catch {
        return c.body(null, 400)
      }
    })
}
