import { describe, expect, it } from 'vitest'
import { createManualClock } from '../testing/manual-clock.ts'
import { startTestApi, type Json, type Person } from '../testing/start-test-api.ts'
import { tempFile } from '../testing/temp-file.ts'
import { percentile } from './percentile.ts'

const METRICS = `query ($sessionId: ID, $windowMs: Int, $stepMs: Int) {
  devHotloadMetrics(sessionId: $sessionId, windowMs: $windowMs, stepMs: $stepMs) {
    activeSessions reloadLatencyP50Ms reloadLatencyP95Ms reloadSuccessRate logThroughputPerSec errorRatePerMin
    terminateLatencyP95Ms series { name unit points { at value } } thresholds { metric warning critical direction } generatedAt
  }
}`

interface Figures extends Json {
  series: { name: string; unit: string; points: { at: string; value: number | null }[] }[]
}

const figures = async (person: Person, variables: Json = {}) =>
  (await person.graphql(METRICS, variables)).data['devHotloadMetrics'] as Figures
const values = ({ series }: Figures, name: string) =>
  series.find((one) => one.name === name)?.points.map(({ value }) => value)

const start = async (options = {}) => {
  const test = await startTestApi(options)
  const engineer = await test.signIn('engineer')
  return { ...test, engineer }
}

describe('figures', () => {
  it('of nothing are null where nothing can be measured, and zero where nothing happened', async () => {
    const { engineer } = await start()
    expect(await figures(engineer)).toMatchObject({
      activeSessions: 0,
      reloadLatencyP50Ms: null,
      reloadLatencyP95Ms: null,
      reloadSuccessRate: null,
      logThroughputPerSec: 0,
      errorRatePerMin: 0,
      terminateLatencyP95Ms: null,
    })
  })

  it('are of the tenant or of one session, within the window', async () => {
    const { engineer, clock } = await start()
    const [a, b] = [await engineer.register('a'), await engineer.register('b')]
    await a.reload({ durationMs: 5000, success: false })
    clock.advance(60_000)
    for (const durationMs of [100, 200, 300]) await a.reload({ durationMs, success: true })
    await b.reload({ durationMs: 900, success: false })
    await b.reload({ success: true })
    await a.logs([...Array.from({ length: 19 }, () => ({ message: 'x' })), { level: 'error', message: 'y' }])
    expect(await figures(engineer, { windowMs: 30_000 })).toMatchObject({
      activeSessions: 2,
      reloadLatencyP50Ms: 200,
      reloadLatencyP95Ms: 900,
      reloadSuccessRate: 0.8,
      logThroughputPerSec: 2,
      errorRatePerMin: 1,
    })
    expect(await figures(engineer, { sessionId: b.sessionId, windowMs: 30_000 })).toMatchObject({
      activeSessions: 1,
      reloadLatencyP95Ms: 900,
      reloadSuccessRate: 0.5,
      logThroughputPerSec: 0,
    })
    expect((await figures(engineer)).reloadLatencyP95Ms).toBe(5000)
  })

  it('say how long terminations took', async () => {
    const { engineer, clock } = await start()
    const cli = await engineer.register('a')
    await engineer.command('terminate', cli.sessionId)
    clock.advance(400)
    await cli.end()
    expect((await figures(engineer)).terminateLatencyP95Ms).toBe(400)
  })

  it('come with thresholds for what is shown', async () => {
    const { engineer } = await start()
    const { thresholds } = await figures(engineer)
    expect(thresholds).toContainEqual({ metric: 'reloadSuccessRate', warning: 0.9, critical: 0.7, direction: 'below' })
    expect(thresholds).toContainEqual({
      metric: 'reloadLatencyP95Ms',
      warning: 1000,
      critical: 3000,
      direction: 'above',
    })
  })

  it.each([{ windowMs: 0 }, { stepMs: 999 }, { windowMs: 90_000_000 }])('refuse %j', async (variables) => {
    const { engineer } = await start()
    expect((await engineer.graphql(METRICS, variables)).code).toBe('BAD_USER_INPUT')
  })
})

describe('series', () => {
  it('have a point for each step, with a gap where nothing could be measured', async () => {
    const { engineer, clock } = await start()
    const cli = await engineer.register('a')
    await cli.reload({ durationMs: 100, success: true })
    await cli.logs([{ message: 'x' }, { message: 'y', level: 'error' }])
    clock.advance(10_000)
    await cli.logs([{ message: 'z' }])
    const found = await figures(engineer, { windowMs: 25_000, stepMs: 5000 })
    expect(found.series[0]?.points.map(({ at }) => at.slice(14, 19))).toEqual([
      '59:50',
      '59:55',
      '00:00',
      '00:05',
      '00:10',
    ])
    expect(values(found, 'logThroughputPerSec')).toEqual([null, null, 0.4, 0, 0.2])
    expect(values(found, 'errorRatePerMin')).toEqual([null, null, 12, 0, 0])
    expect(values(found, 'reloadLatencyP95Ms')).toEqual([null, null, 100, null, null])
  })

  it('count the sessions that were alive at the end of each step, and the last is the figure', async () => {
    const { engineer, clock } = await start()
    const first = await engineer.register('a')
    clock.advance(5000)
    const second = await engineer.register('b')
    clock.advance(5000)
    await first.end()
    clock.advance(7000)
    const [all, one] = [
      { windowMs: 25_000, stepMs: 5000 },
      { sessionId: first.sessionId, windowMs: 25_000, stepMs: 5000 },
    ]
    expect(values(await figures(engineer, all), 'activeSessions')).toEqual([null, 1, 2, 1, 1])
    expect(values(await figures(engineer, one), 'activeSessions')).toEqual([null, 1, 1, 0, 0])
    await second.end()
    const found = await figures(engineer, all)
    expect([values(found, 'activeSessions')?.at(-1), found['activeSessions']]).toEqual([0, 0])
  })

  it('say how long terminations took in the step in which they were over, of the session or of all', async () => {
    const { engineer, clock } = await start()
    const [slow, quick] = [await engineer.register('a'), await engineer.register('b')]
    await engineer.command('terminate', slow.sessionId)
    clock.advance(6000)
    await slow.end()
    await engineer.command('terminate', quick.sessionId)
    clock.advance(300)
    await quick.end()
    const window = { windowMs: 10_000, stepMs: 5000 }
    expect(values(await figures(engineer, window), 'terminateLatencyP95Ms')).toEqual([null, 6000])
    const own = await figures(engineer, { sessionId: quick.sessionId, ...window })
    expect([values(own, 'terminateLatencyP95Ms'), own['terminateLatencyP95Ms']]).toEqual([[null, 300], 300])
  })

  it('are never longer than a thousand points', async () => {
    const { engineer } = await start()
    const { series } = await figures(engineer, { windowMs: 86_400_000, stepMs: 1000 })
    expect(series[0]?.points).toHaveLength(1000)
  })

  it('show a gap, not a zero, for the time in which the server was down', async () => {
    const clock = createManualClock()
    const file = tempFile()
    const before = await start({ db: file, clock })
    clock.advance(4000)
    await before.dispose()
    clock.advance(16_000)
    const after = await start({ db: file, clock })
    const found = await figures(after.engineer, { windowMs: 25_000, stepMs: 5000 })
    expect(values(found, 'logThroughputPerSec')).toEqual([0, null, null, null, 0])
  })
})

describe('the pulse', () => {
  it('tells the stream how figures moved, until they stand still', async () => {
    const { engineer, clock } = await start()
    const cli = await engineer.register('a')
    const stream = await engineer.stream('?logs=0')
    await stream.rawUntil('\n\n')
    await cli.logs(Array.from({ length: 20 }, () => ({ message: 'x', level: 'error' })))
    clock.advance(2000)
    const heard = await stream.until(({ type }) => type === 'MetricsUpdated')
    expect(heard.find(({ type, payload }) => type === 'SessionUpdated' && payload['metrics'])?.payload).toMatchObject({
      sessionId: cli.sessionId,
      metrics: { errorCount: 20, logRatePerSec: 2 },
    })
    expect(heard.at(-1)?.payload).toMatchObject({ activeSessions: 1, logThroughputPerSec: 2, errorRatePerMin: 20 })
    clock.advance(10_000)
    await stream.until(({ payload }) => payload['logThroughputPerSec'] === 0)
    const count = stream.events.length
    clock.advance(8000)
    await cli.reload()
    const later = await stream.until(({ type }) => type === 'SessionReloaded')
    expect(later.slice(count).filter(({ type }) => type === 'MetricsUpdated')).toEqual([])
  })
})

describe('a percentile', () => {
  it('is the smallest value that so many do not exceed', () => {
    const hundred = Array.from({ length: 100 }, (_, n) => 100 - n)
    expect([percentile(hundred, 0.5), percentile(hundred, 0.95), percentile([7], 0.95), percentile([], 0.5)]).toEqual([
      50,
      95,
      7,
      null,
    ])
  })
})
