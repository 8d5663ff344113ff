import { randomUUID } from 'node:crypto'
import { expect } from '@playwright/test'

/** A log line as a CLI sends it. */
export interface CliLine {
  readonly level?: string
  readonly source?: string
  readonly message: string
  readonly fields?: unknown
  readonly reloadSequence?: number
}

/** A report of one hot reload as a CLI sends it. */
export interface CliReload {
  readonly sequence: number
  readonly success?: boolean
  readonly error?: string
  readonly changedFiles?: readonly string[]
}

/** A session without a plugin: registered as a CLI does, with lines that the test writes. */
export interface CliSession {
  readonly sessionId: string
  /** All lines in one request: a batch of the stream. */
  log(lines: readonly CliLine[]): Promise<void>
  reload(report: CliReload): Promise<void>
  /** Waits until the panel asks for a reload, and reports it as carried out. */
  obeyReload(report: CliReload): Promise<void>
  end(): Promise<void>
}

export interface CliSessionOptions {
  /** Origin of the Dev API. */
  api: string
  pluginId: string
  tenantId?: string
}

async function ask(url: string, init: RequestInit): Promise<Record<string, unknown>> {
  const response = await fetch(url, init)
  const body = (await response.json()) as Record<string, unknown>
  if (!response.ok) throw new Error(`${init.method} ${url} answered ${response.status}: ${JSON.stringify(body)}`)
  return (body['data'] ?? body) as Record<string, unknown>
}

const json = { 'content-type': 'application/json' }

/** Registers a session of the stand-in engineer. */
export async function openCliSession({ api, pluginId, tenantId }: CliSessionOptions): Promise<CliSession> {
  const signIn = (await ask(`${api}/stub/auth/sign-in`, {
    method: 'POST',
    headers: json,
    body: JSON.stringify({ role: 'engineer', ...(tenantId ? { tenantId } : {}) }),
  })) as { accessToken: string; tenant: { id: string }; user: { id: string } }
  const plugins = `${api}/internal/dev/plugins`
  const headers = { ...json, authorization: `Bearer ${signIn.accessToken}`, 'x-tenant-id': signIn.tenant.id }
  const { sessionId, reloadToken } = (await ask(`${plugins}/register`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ pluginId, developerId: signIn.user.id, pluginVersion: '1.0.0', cliVersion: 'e2e/1' }),
  })) as { sessionId: string; reloadToken: string }
  const bearer = { ...json, authorization: `Bearer ${reloadToken}` }

  /** Id of the reload that the panel waits for; null while it wants none. */
  async function pendingReload(): Promise<string | null> {
    const orders = await ask(`${plugins}/register/${sessionId}/heartbeat`, { method: 'POST', headers: bearer })
    return (orders['pendingReload'] as { reloadId: string } | null)?.reloadId ?? null
  }

  async function tellReload(report: CliReload, reloadId: string): Promise<void> {
    await ask(`${plugins}/reload`, {
      method: 'POST',
      headers: { ...headers, 'x-reload-id': reloadId },
      body: JSON.stringify({
        sessionId,
        reloadToken,
        durationMs: 38,
        buildTimeMs: 20,
        mode: 'hot',
        trigger: 'file',
        changedFiles: ['src/route.ts'],
        success: true,
        ...report,
      }),
    })
  }

  return {
    sessionId,
    async log(lines) {
      await ask(`${plugins}/register/${sessionId}/logs`, {
        method: 'POST',
        headers: {
          'content-type': 'application/x-ndjson',
          authorization: `Bearer ${reloadToken}`,
          'idempotency-key': randomUUID(),
        },
        body: lines.map((line) => `${JSON.stringify({ level: 'info', source: 'cli', ...line })}\n`).join(''),
      })
    },
    reload: (report) => tellReload(report, randomUUID()),
    async obeyReload(report) {
      await expect
        .poll(pendingReload, { message: `a reload that the panel wants of ${pluginId}`, timeout: 20_000 })
        .not.toBeNull()
      await tellReload(report, (await pendingReload()) ?? randomUUID())
    },
    async end() {
      await ask(`${plugins}/register/${sessionId}`, {
        method: 'DELETE',
        headers: { ...headers, authorization: `Bearer ${reloadToken}` },
      })
    },
  }
}
