import { describe, expect, it } from 'vitest'
import { TENANTS } from '../auth/people.ts'
import { createCoreStreams } from './core-stream.ts'
import { createNotifier } from './notifier.ts'
import { openCoreStream } from './testing/read-core-stream.ts'
import { startCoreApi } from './testing/start-core-api.ts'

describe('the stream of PowerX Core', () => {
  it('is open before anything happens, and says nothing while nothing happens', async () => {
    const api = await startCoreApi()
    const ops = await api.signIn('ops')
    // That this resolves is the proof: there is no first byte to wait for.
    const stream = await openCoreStream(api, ops.headers)
    expect(stream.response.status).toBe(200)
    expect(Object.fromEntries(stream.response.headers)).toMatchObject({
      'content-type': 'text/event-stream',
      'cache-control': 'no-cache',
      connection: 'keep-alive',
    })
    api.clock.advance(10 * 60_000)
    await ops.register('orders')
    await stream.take(1)
    expect(stream.raw()).toMatch(/^data: \{[^\n]*\}\n\n$/)
  })

  it('is unnamed data lines with three kinds of event, without id, time, retry or heartbeat', async () => {
    const api = await startCoreApi()
    const engineer = await api.signIn('engineer')
    const stream = await openCoreStream(api, engineer.headers)
    const cli = await engineer.register('orders')
    await cli.reload({ success: true, durationMs: 38, sequence: 1, changedFiles: ['a.ts'], artifacts: [{ path: 'x' }] })
    await cli.end('bye')
    const { sessionId } = cli
    expect(await stream.take(3)).toEqual([
      {
        type: 'SessionStarted',
        sessionId,
        payload: { developerId: 7, pluginId: 'orders', tenant_uuid: engineer.tenant },
      },
      {
        type: 'SessionReloaded',
        sessionId,
        payload: {
          artifacts: [{ path: 'x' }],
          changed: ['a.ts'],
          durationMs: 38,
          error: '',
          sequence: 1,
          success: true,
        },
      },
      { type: 'SessionTerminated', sessionId, payload: { note: 'bye' } },
    ])
    expect(stream.raw()).not.toMatch(/^(?:id|event|retry|:)/m)
  })

  it('replays nothing, whatever was seen last', async () => {
    const api = await startCoreApi()
    const engineer = await api.signIn('engineer')
    await engineer.register('before')
    const stream = await openCoreStream(api, { ...engineer.headers, 'last-event-id': '1' })
    await engineer.register('after')
    expect(await stream.take(1)).toMatchObject([{ payload: { pluginId: 'after' } }])
  })

  it('leaks the sessions of all tenants, and a reload or an end does not even say whose it is', async () => {
    const api = await startCoreApi()
    const [here, there] = [await api.signIn('ops'), await api.signIn('engineer', TENANTS[1]?.id)]
    const stream = await openCoreStream(api, here.headers)
    const cli = await there.register('secret-plans')
    await cli.reload()
    await cli.end()
    const [started, reloaded, terminated] = await stream.take(3)
    expect(started?.payload).toMatchObject({ pluginId: 'secret-plans', tenant_uuid: TENANTS[1]?.id })
    expect(JSON.stringify([reloaded, terminated])).not.toContain(TENANTS[1]?.id)
    expect(await here.list()).toEqual([])
  })

  it('is let go of when its reader leaves', async () => {
    const api = await startCoreApi()
    const ops = await api.signIn('ops')
    const stream = await openCoreStream(api, ops.headers)
    expect(api.api.openStreams()).toBe(1)
    stream.close()
    await expect.poll(() => api.api.openStreams()).toBe(0)
  })
})

describe('a slow reader', () => {
  const terminated = (n: number) => ({ type: 'SessionTerminated', sessionId: `s${n}`, payload: { note: '' } }) as const

  it('loses what comes while 128 events wait, without a word, and then goes on', async () => {
    const notifier = createNotifier()
    const reader = createCoreStreams(notifier).open().body!.getReader()
    for (let n = 1; n <= 200; n++) notifier.publish(terminated(n))
    const read = async () => /"s(\d+)"/.exec(Buffer.from((await reader.read()).value ?? []).toString())?.[1]
    const seen: unknown[] = []
    for (let n = 0; n < 128; n++) seen.push(await read())
    expect([seen[0], seen.at(-1)]).toEqual(['1', '128'])
    notifier.publish(terminated(201))
    expect(await read()).toBe('201')
  })

  it('does not take anything from the others', async () => {
    const notifier = createNotifier()
    const streams = createCoreStreams(notifier)
    streams.open()
    const reader = streams.open().body!.getReader()
    for (let n = 1; n <= 200; n++) {
      notifier.publish(terminated(n))
      const { value } = await reader.read()
      expect(Buffer.from(value ?? []).toString()).toContain(`"s${n}"`)
    }
  })
})
