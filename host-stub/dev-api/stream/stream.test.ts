import { describe, expect, it } from 'vitest'
import { startTestApi } from '../testing/start-test-api.ts'
import { TENANTS } from '../auth/people.ts'

const ALL = ['TERMINATE', 'RELOAD', 'EXPORT_LOGS', 'REVEAL_MASKED', 'ACKNOWLEDGE_ALERT']
const lines = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => ({ message: `line ${from + index}` }))

const start = async (options = {}) => {
  const test = await startTestApi(options)
  const engineer = await test.signIn('engineer')
  return { ...test, engineer, ops: await test.signIn('ops') }
}

describe('the stream', () => {
  it('answers with the headers that keep proxies out of the way, and with bytes at once', async () => {
    const { ops } = await start()
    const stream = await ops.stream()
    const { headers } = stream.response
    expect([headers.get('content-type'), headers.get('cache-control'), headers.get('x-accel-buffering')]).toEqual([
      'text/event-stream',
      'no-cache, no-transform',
      'no',
    ])
    expect((await stream.rawUntil('\n\n')).startsWith(': connected\n')).toBe(true)
  })

  it('shows a sign of life at every interval', async () => {
    const { ops, clock } = await start()
    const stream = await ops.stream()
    await stream.rawUntil('\n\n')
    clock.advance(15_000)
    await stream.rawUntil(': hb\n\n')
    clock.advance(15_000)
    await stream.rawUntil(': hb\n\n: hb\n\n')
  })

  it('numbers its events in their order and names type, session, tenant and time', async () => {
    const { ops, engineer } = await start()
    const stream = await ops.stream()
    const cli = await engineer.register('orders')
    await cli.reload({ success: true })
    const events = await stream.take(3)
    expect(events.map(({ type }) => type)).toEqual(['SessionStarted', 'SessionReloaded', 'SessionUpdated'])
    const ids = events.map(({ id }) => id)
    expect(ids).toEqual([...new Set(ids)].sort())
    expect(events[1]).toMatchObject({ sessionId: cli.sessionId, tenantId: ops.tenant, ts: '2026-01-05T10:00:00.000Z' })
  })

  it('sends one line as LogEntry and several as one LogBatch', async () => {
    const { ops, engineer } = await start()
    const cli = await engineer.register('orders')
    const stream = await ops.stream()
    await cli.logs([{ message: 'alone', level: 'warn' }])
    await cli.logs(lines(1, 3))
    const [one, batch] = await stream.take(2)
    expect(one).toMatchObject({ type: 'LogEntry', payload: { message: 'alone', level: 'warn', source: 'cli' } })
    expect(batch?.type).toBe('LogBatch')
    const entries = batch?.payload['entries'] as { logId: string; message: string }[]
    expect(entries.map(({ message }) => message)).toEqual(['line 1', 'line 2', 'line 3'])
    expect([...entries].sort((a, b) => (a.logId < b.logId ? -1 : 1))).toEqual(entries)
  })

  it('tells every receiver what that one may do', async () => {
    const { ops, engineer } = await start()
    const [forOps, forEngineer] = [await ops.stream(), await engineer.stream()]
    await ops.register('billing', { developerId: 'u-ops' })
    const own = await engineer.register('orders')
    await own.end()
    const actions = async (stream: typeof forOps) => {
      const events = await stream.until(({ payload }) => payload['status'] === 'TERMINATED')
      return events.filter(({ payload }) => payload['allowedActions']).map(({ payload }) => payload['allowedActions'])
    }
    expect(await actions(forOps)).toEqual([ALL, ALL, ['EXPORT_LOGS', 'REVEAL_MASKED']])
    expect(await actions(forEngineer)).toEqual([['EXPORT_LOGS'], ALL, ['EXPORT_LOGS', 'REVEAL_MASKED']])
  })

  it('never shows a token of a session', async () => {
    const { ops, engineer } = await start()
    const stream = await ops.stream()
    const cli = await engineer.register('orders')
    await stream.take(1)
    expect(stream.raw()).not.toContain(cli.reloadToken)
    expect(stream.raw()).not.toContain('reloadToken')
  })

  it('keeps to its tenant', async () => {
    const { ops, engineer, signIn } = await start()
    const stream = await ops.stream(`?tenant=${ops.tenant}`)
    await (await signIn('engineer', TENANTS[1]?.id)).register('elsewhere')
    await engineer.register('here')
    expect((await stream.take(1))[0]?.payload['pluginId']).toBe('here')
    expect((await ops.stream('?tenant=*')).response.status).toBe(403)
    expect((await ops.stream(`?tenant=${TENANTS[1]?.id}`)).response.status).toBe(403)
  })

  it.each(['tenant=nobody', 'minLevel=loud', 'logs=yes', 'since=yesterday', 'sessionId='])(
    'refuses the query %s and names the parameter',
    async (query) => {
      const { ops } = await start()
      const answer = await ops.ask(`/internal/dev/plugins/stream?${query}`)
      expect(answer).toMatchObject({
        status: 400,
        body: { error_code: 'BAD_USER_INPUT', details: { field: query.split('=')[0] } },
      })
    },
  )

  it('refuses an expired token with only an error', async () => {
    const { ops, clock } = await start({ tokenTtlS: 10 })
    clock.advance(11_000)
    expect(await ops.ask('/internal/dev/plugins/stream')).toMatchObject({
      status: 401,
      body: { error: 'invalid or expired token' },
    })
  })

  it('asks for patience when too many are open', async () => {
    const { ops } = await start({ limits: { maxStreams: 1 } })
    await ops.stream()
    const answer = await ops.ask('/internal/dev/plugins/stream')
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '2'])
  })

  it('is forgotten when the receiver hangs up', async () => {
    const { ops, engineer, api } = await start()
    const stream = await ops.stream()
    await stream.rawUntil('\n\n')
    expect(api.openStreams()).toBe(1)
    stream.close()
    await stream.ended
    // The server learns of it with its next write at the latest.
    while (api.openStreams() > 0) await engineer.graphql('{ devHotloadAudit { totalCount } }')
    expect(api.openStreams()).toBe(0)
  })
})

describe('filters of the stream', () => {
  it('leave log lines out, or the quiet ones of them', async () => {
    const { ops, engineer } = await start()
    const cli = await engineer.register('orders')
    const [none, loud] = [await ops.stream('?logs=0'), await ops.stream('?minLevel=WARN')]
    await cli.logs([{ message: 'quiet' }])
    await cli.logs([{ message: 'info' }, { message: 'error', level: 'error' }, { message: 'debug', level: 'debug' }])
    await cli.reload()
    const [first] = await none.take(1)
    expect(first?.type).toBe('SessionReloaded')
    const [batch, reloaded] = await loud.take(2)
    const entries = batch?.payload['entries'] as { message: string }[]
    expect([entries.map(({ message }) => message), reloaded?.type]).toEqual([['error'], 'SessionReloaded'])
  })

  it('pick sessions', async () => {
    const { ops, engineer } = await start()
    const [a, b, c] = [await engineer.register('a'), await engineer.register('b'), await engineer.register('c')]
    const stream = await ops.stream(`?sessionId=${a.sessionId}&sessionId=${c.sessionId}`)
    for (const cli of [a, b, c]) await cli.logs([{ message: 'hello' }])
    expect((await stream.take(2)).map(({ sessionId }) => sessionId)).toEqual([a.sessionId, c.sessionId])
  })

  it('replay from a time on', async () => {
    const { ops, engineer, clock } = await start()
    const cli = await engineer.register('orders')
    await cli.logs([{ message: 'early' }])
    clock.advance(1000)
    await cli.logs([{ message: 'late' }])
    const stream = await ops.stream(`?since=${encodeURIComponent('2026-01-05T10:00:01Z')}`)
    expect((await stream.take(1))[0]?.payload['message']).toBe('late')
  })
})
