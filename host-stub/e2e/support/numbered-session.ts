import { randomUUID } from 'node:crypto'

/** A session without a plugin: registered as a CLI does, with lines that carry their own number. */
export interface NumberedSession {
  readonly sessionId: string
  /** How many lines the Dev API has taken. */
  posted(): number
  /** Writes the next `count` lines, in one request: a batch of the stream. */
  post(count: number): Promise<void>
  end(): Promise<void>
}

export interface NumberedSessionOptions {
  /** Origin of the Dev API. */
  api: string
  pluginId: string
  tenantId?: string
}

/** The text of line `n`, from 1. */
export const numberedLine = (n: number): string => `numbered line ${n} of the feed`

/** Number of a line by its text; `null` when it is none of them. */
export const numberOf = (text: string): number | null => {
  const found = /numbered line (\d+) of the feed/.exec(text)
  return found ? Number(found[1]) : null
}

async function ask(url: string, init: RequestInit): Promise<Record<string, unknown>> {
  const response = await fetch(url, init)
  const body = (await response.json()) as Record<string, unknown>
  if (!response.ok) throw new Error(`${init.method} ${url} answered ${response.status}: ${JSON.stringify(body)}`)
  return (body['data'] ?? body) as Record<string, unknown>
}

const json = { 'content-type': 'application/json' }

export async function openNumberedSession({
  api,
  pluginId,
  tenantId,
}: NumberedSessionOptions): Promise<NumberedSession> {
  const signIn = (await ask(`${api}/stub/auth/sign-in`, {
    method: 'POST',
    headers: json,
    body: JSON.stringify({ role: 'engineer', ...(tenantId ? { tenantId } : {}) }),
  })) as { accessToken: string; tenant: { id: string }; user: { id: string } }
  const root = `${api}/internal/dev/plugins/register`
  const headers = { ...json, authorization: `Bearer ${signIn.accessToken}`, 'x-tenant-id': signIn.tenant.id }
  const { sessionId, reloadToken } = (await ask(root, {
    method: 'POST',
    headers,
    body: JSON.stringify({ pluginId, developerId: signIn.user.id, pluginVersion: '1.0.0', cliVersion: 'numbered/1' }),
  })) as { sessionId: string; reloadToken: string }
  let posted = 0
  return {
    sessionId,
    posted: () => posted,
    async post(count) {
      const lines = Array.from({ length: count }, (_, index) => {
        const message = numberedLine(posted + index + 1)
        return `${JSON.stringify({ level: 'info', source: 'cli', message })}\n`
      })
      await ask(`${root}/${sessionId}/logs`, {
        method: 'POST',
        headers: {
          'content-type': 'application/x-ndjson',
          authorization: `Bearer ${reloadToken}`,
          'idempotency-key': randomUUID(),
        },
        body: lines.join(''),
      })
      posted += count
    },
    async end() {
      await ask(`${root}/${sessionId}`, {
        method: 'DELETE',
        headers: { ...headers, authorization: `Bearer ${reloadToken}` },
      })
    },
  }
}
