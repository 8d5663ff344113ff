import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createCoreApi } from '../../dev-api/core/create-core-api.ts'
import { createDevApi } from '../../dev-api/create-dev-api.ts'
import { createSystemClock } from '../clock.ts'
import { createPersistence } from '../delivery.ts'
import type { SessionOptions } from '../options.ts'
import { runProgram } from '../running-program.ts'
import { detectProfile } from './detect-profile.ts'
import { connectToCore } from './open-published-cli.ts'

const SAMPLE = fileURLToPath(new URL('../sample-plugin', import.meta.url))

const listen = async (api: ReturnType<typeof createCoreApi> | ReturnType<typeof createDevApi>) => {
  onTestFinished(() => api.dispose())
  return `http://127.0.0.1:${(await api.listen(0, '127.0.0.1')).port}`
}

const copyOfSample = async () => {
  const dir = await mkdtemp(join(tmpdir(), 'published-cli-'))
  onTestFinished(() => rm(dir, { recursive: true, force: true }))
  await cp(SAMPLE, dir, { recursive: true })
  return dir
}

const adminOf = async (url: string) => {
  const answer = await fetch(`${url}/stub/auth/sign-in`, { method: 'POST', body: '{"role":"ops"}' })
  const { accessToken } = (await answer.json()) as { accessToken: string }
  const headers = { authorization: `Bearer ${accessToken}` }
  return {
    headers,
    async list() {
      const list = await fetch(`${url}/internal/dev/plugins/sessions`, { headers })
      return ((await list.json()) as { data: { items: Record<string, unknown>[] } }).data.items
    },
  }
}

describe('a plugin session at PowerX Core', { timeout: 30_000 }, () => {
  it('shows with its backend entry alone, reloads without an outcome, and is deleted at its end', async () => {
    const url = await listen(createCoreApi())
    const { headers, list } = await adminOf(url)
    const stream = (await fetch(`${url}/internal/dev/plugins/stream`, { headers })).body!.getReader()
    let heard = ''
    const hear = async (text: string) => {
      while (!heard.includes(text)) heard += Buffer.from((await stream.read()).value ?? []).toString()
    }
    const dir = await copyOfSample()
    const program = runProgram('host-stub/plugin-session/main.ts', ['--dir', dir, '--api', url])
    onTestFinished(() => program.kill())
    const sessionId = await program.said(/^Session (\S+) is live: /)
    expect(await list()).toMatchObject([
      { sessionId, status: 'active', developerId: 1, metadata: { 'backend.entry': 'src/index.ts' } },
    ])
    await hear('SessionReloaded')
    heard = ''
    await writeFile(join(dir, 'src/pricing.ts'), `${await readFile(join(dir, 'src/pricing.ts'), 'utf8')}\n// more\n`)
    await program.said(/Reload failed: json: cannot unmarshal object/)
    await program.said(/Rollback applied/)
    await hear('SessionReloaded')
    expect(heard).toContain('{"artifacts":null,"changed":null,"durationMs":0,"error":"","sequence":0,"success":false}')
    program.signal('SIGTERM')
    expect(await program.exit).toBe(0)
    await hear('SessionTerminated')
    expect(await list()).toMatchObject([{ sessionId, status: 'terminated' }])
  })
})

describe('which server it is', () => {
  const ask = (api: string, patienceMs = 1000) => {
    const waits: string[] = []
    const connection = connectToCore({ api, role: 'engineer', token: null, tenantId: null } as SessionOptions)
    const persist = createPersistence({ clock: createSystemClock(), random: () => 0, firstMs: 20 })
    const answer = detectProfile({ ...connection, persist, patienceMs, onWait: (reason) => waits.push(reason) })
    return { answer, waits }
  }

  it('is seen from its answer: only PowerX Core has a list of its own', async () => {
    expect(await ask(await listen(createCoreApi())).answer).toBe('core')
    expect(await ask(await listen(createDevApi({ db: ':memory:' }))).answer).toBe('gateway')
  })

  it('is seen behind a prefix too', async () => {
    const url = await listen(createCoreApi())
    expect(await ask(`${url}/api/v1`).answer).toBe('core')
  })

  it('stays open when nobody answers, and the wait is told once', async () => {
    const server = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => server.once('listening', resolve))
    const { port } = server.address() as AddressInfo
    await new Promise((resolve) => server.close(resolve))
    const { answer, waits } = ask(`http://127.0.0.1:${port}`, 200)
    expect(await answer).toBeNull()
    expect(waits).toEqual(['ECONNREFUSED'])
  })
})
