import { describe, expect, it } from 'vitest'
import { openCoreStream } from './testing/read-core-stream.ts'
import { PLUGINS, startCoreApi } from './testing/start-core-api.ts'

const MINUTE_MS = 60_000

describe('the life of a session', () => {
  it('is fifteen minutes from its registration, however busy it is', async () => {
    const { signIn, clock } = await startCoreApi({ tokenTtlS: 7200 })
    const engineer = await signIn('engineer')
    const cli = await engineer.register('orders')
    clock.advance(14 * MINUTE_MS)
    expect((await cli.reload({ success: true })).status).toBe(200)
    expect(await engineer.list()).toMatchObject([{ status: 'active', expiresAt: '2026-01-05T10:15:00Z' }])
    clock.advance(MINUTE_MS)
    expect(await engineer.list()).toMatchObject([{ status: 'terminated' }])
  })

  it('ends with the next clean-up, up to thirty seconds late, and then says its end instead of its expiry', async () => {
    const { signIn, clock } = await startCoreApi({ tokenTtlS: 7200 })
    const engineer = await signIn('engineer')
    clock.advance(10_000)
    await engineer.register('orders')
    clock.advance(15 * MINUTE_MS)
    expect(await engineer.list()).toMatchObject([{ status: 'active', expiresAt: '2026-01-05T10:15:10Z' }])
    clock.advance(20_000)
    expect(await engineer.list()).toMatchObject([{ status: 'terminated', expiresAt: '2026-01-05T10:15:30Z' }])
  })

  it('ends without a word on the stream when its time is over', async () => {
    const api = await startCoreApi({ tokenTtlS: 7200 })
    const engineer = await api.signIn('engineer')
    await engineer.register('quiet')
    const stream = await openCoreStream(api, engineer.headers)
    api.clock.advance(16 * MINUTE_MS)
    const next = await engineer.register('next')
    expect(await stream.take(1)).toMatchObject([{ type: 'SessionStarted', sessionId: next.sessionId }])
    expect(await engineer.list('?status=terminated')).toMatchObject([{ pluginId: 'quiet' }])
  })

  it('frees its plugin and its place for another session', async () => {
    const { signIn, clock } = await startCoreApi({ tokenTtlS: 7200, maxSessions: 1 })
    const engineer = await signIn('engineer')
    await engineer.register('orders')
    clock.advance(15 * MINUTE_MS)
    expect(await engineer.register('orders')).toBeTruthy()
  })

  it('is ended twice as well as once, and both are published', async () => {
    const api = await startCoreApi()
    const engineer = await api.signIn('engineer')
    const cli = await engineer.register('orders')
    const stream = await openCoreStream(api, engineer.headers)
    const first = await cli.end('enough')
    expect([first.status, first.data]).toEqual([200, { note: 'enough', sessionId: cli.sessionId }])
    expect((await cli.end()).status).toBe(200)
    expect(await stream.take(2)).toEqual([
      { type: 'SessionTerminated', sessionId: cli.sessionId, payload: { note: 'enough' } },
      { type: 'SessionTerminated', sessionId: cli.sessionId, payload: { note: '' } },
    ])
  })
})

describe('a reload', () => {
  it('as the published CLI reports it has no outcome: success false, 0 ms, sequence 0, no error', async () => {
    const api = await startCoreApi()
    const engineer = await api.signIn('engineer')
    const cli = await engineer.register('orders')
    const stream = await openCoreStream(api, engineer.headers)
    const report = { bundleHash: 'h1', bundleSize: 4096, buildDuration: 38, strategy: 'full' }
    expect((await cli.reload(report)).data).toEqual({ sequence: 0, sessionId: cli.sessionId })
    const payload = { artifacts: null, changed: null, durationMs: 0, error: '', sequence: 0, success: false }
    expect(await stream.take(1)).toEqual([{ type: 'SessionReloaded', sessionId: cli.sessionId, payload }])
  })

  it('takes changed files as text and refuses them as the objects of the published CLI', async () => {
    const { signIn } = await startCoreApi()
    const cli = await (await signIn('engineer')).register('orders')
    expect((await cli.reload({ changedFiles: ['src/a.ts'] })).status).toBe(200)
    const { status, body } = await cli.reload({ changedFiles: [{ type: 'modify', path: 'src/a.ts' }] })
    expect([status, body['error']]).toEqual([
      400,
      'json: cannot unmarshal object into Go struct field reloadRequest.changedFiles of type string',
    ])
  })

  it.each([
    [{ success: 'yes' }, 'string into Go struct field reloadRequest.success of type bool'],
    [{ durationMs: 1.5 }, 'number into Go struct field reloadRequest.durationMs of type int64'],
    [{ reloadToken: '' }, "'ReloadToken' failed on the 'required' tag"],
    [{ sessionId: 's1' }, 'invalid sessionId'],
  ])('with %j is refused', async (report, sentence) => {
    const { signIn } = await startCoreApi()
    const { status, text } = await (await (await signIn('engineer')).register('orders')).reload(report)
    expect([status, text]).toEqual([400, expect.stringContaining(sentence)])
  })

  it('needs the token of its own session', async () => {
    const { signIn } = await startCoreApi()
    const engineer = await signIn('engineer')
    const [cli, other] = [await engineer.register('orders'), await engineer.register('billing')]
    const { status, body } = await cli.reload({ reloadToken: other.reloadToken })
    expect([status, body['message']]).toEqual([401, 'dev hotload reload token mismatch'])
    const unknown = await cli.reload({ sessionId: '00000000-0000-4000-8000-00000000ffff' })
    expect([unknown.status, unknown.body['message']]).toEqual([404, 'dev hotload session not found'])
  })

  it('of a session that is over passes, and is published after its end', async () => {
    const api = await startCoreApi()
    const engineer = await api.signIn('engineer')
    const cli = await engineer.register('orders')
    const stream = await openCoreStream(api, engineer.headers)
    await cli.end()
    expect((await cli.reload({ success: true, durationMs: 12, sequence: 3 })).status).toBe(200)
    expect((await stream.take(2)).map(({ type }) => type)).toEqual(['SessionTerminated', 'SessionReloaded'])
    expect(await engineer.list()).toMatchObject([{ status: 'terminated' }])
  })
})

describe('deleting many', () => {
  const purge = (query: string, headers = {}) => ({ method: 'DELETE', path: `${PLUGINS}/sessions${query}`, headers })

  it('removes what is over when nothing else is said, and publishes nothing', async () => {
    const api = await startCoreApi()
    const engineer = await api.signIn('engineer')
    const over = await engineer.register('over')
    await over.end()
    await engineer.register('live')
    const stream = await openCoreStream(api, engineer.headers)
    const { data } = await engineer.ask(`${PLUGINS}/sessions`, { method: 'DELETE' })
    expect(data).toEqual({ deleted: 1, force: false, sessionIds: [over.sessionId] })
    expect((await engineer.ask(`${PLUGINS}/sessions`, { method: 'DELETE' })).data).toMatchObject({ sessionIds: null })
    expect(await engineer.list()).toMatchObject([{ pluginId: 'live' }])
    const next = await engineer.register('next')
    expect(await stream.take(1)).toMatchObject([{ sessionId: next.sessionId }])
  })

  it.each([
    ['?status=active', 400, 'force required to delete active sessions'],
    ['?status=all', 400, 'force required to delete active sessions'],
    ['?status=active&force=yes', 400, 'force delete requires confirmation'],
    ['?force=maybe', 400, 'invalid force flag'],
    ['?confirm=2', 400, 'invalid confirm flag'],
    ['?status=active&force=1&confirm=t', 200, 'success'],
  ])('%s is answered with %i', async (query, status, message) => {
    const { signIn } = await startCoreApi()
    const engineer = await signIn('engineer')
    await engineer.register('orders')
    const { path, ...wish } = purge(query)
    expect((await engineer.ask(path, wish)).body).toMatchObject({ code: status, message })
  })

  it('asks no more when the header confirms, and leaves the lock of the plugin: a conflict with nobody', async () => {
    const { signIn, clock } = await startCoreApi({ tokenTtlS: 7200 })
    const engineer = await signIn('engineer')
    const cli = await engineer.register('orders')
    const { path, ...wish } = purge('?status=*&force=true&sessionId=another', { 'X-Force-Delete': 'TRUE' })
    expect((await engineer.ask(path, wish)).data).toMatchObject({ deleted: 1 })
    expect((await cli.reload()).status).toBe(200)
    const again = await engineer.ask(`${PLUGINS}/register`, { body: { pluginId: 'orders', developerId: 7 } })
    expect([again.status, again.body['details']]).toEqual([409, undefined])
    clock.advance(15 * MINUTE_MS)
    expect(await engineer.register('orders')).toBeTruthy()
  })
})
