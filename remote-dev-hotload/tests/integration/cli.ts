/** What the command line tool of a plugin engineer sends, as bare requests. */
export interface Cli {
  readonly sessionId: string
  ship(messages: readonly string[]): Promise<void>
  reload(reloadId: string, success: boolean): Promise<void>
  end(): Promise<void>
}

export interface Grant {
  accessToken: string
  tenantId: string
}

async function post(url: string, headers: Record<string, string>, body: unknown): Promise<unknown> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${await response.text()}`)
  return response.json()
}

/** In the first tenant of the stand-in, unless another one is named. */
export async function signIn(api: string, role: 'ops' | 'engineer' | 'viewer', tenantId?: string): Promise<Grant> {
  const grant = (await post(`${api}/stub/auth/sign-in`, {}, { role, tenantId })) as {
    accessToken: string
    tenant: { id: string }
  }
  return { accessToken: grant.accessToken, tenantId: grant.tenant.id }
}

/** Registers a session; `sequence` counts its reloads. */
export async function registerSession(api: string, pluginId: string): Promise<Cli> {
  const base = `${api}/internal/dev/plugins`
  const { accessToken, tenantId } = await signIn(api, 'engineer')
  const user = { authorization: `Bearer ${accessToken}`, 'x-tenant-id': tenantId }
  const answer = (await post(`${base}/register`, user, {
    pluginId,
    developerId: 'u-engineer',
    entryPoints: ['src/index.ts'],
  })) as {
    data: { sessionId: string; reloadToken: string }
  }
  const { sessionId, reloadToken } = answer.data
  let sequence = 0
  return {
    sessionId,
    async ship(messages) {
      const entries = messages.map((message) => ({
        ts: new Date().toISOString(),
        level: 'info',
        source: 'sandbox',
        message,
      }))
      await post(`${base}/register/${sessionId}/logs`, { authorization: `Bearer ${reloadToken}` }, entries)
    },
    async reload(reloadId, success) {
      const report = {
        sessionId,
        reloadToken,
        sequence: ++sequence,
        durationMs: 40,
        buildTimeMs: 20,
        changedFiles: ['src/index.ts'],
        trigger: 'panel',
        mode: 'hot',
        success,
        error: success ? undefined : 'src/index.ts:1:1 broken',
      }
      await post(`${base}/reload`, { ...user, 'x-reload-id': reloadId }, report)
    },
    async end() {
      await fetch(`${base}/register/${sessionId}`, { method: 'DELETE', headers: user })
    },
  }
}
