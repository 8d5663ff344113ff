import { mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { nextTick, shallowRef } from 'vue'
import { GATEWAY_OFFERS, type LogEntry } from '../../contracts/index.ts'
import { createLogBook, defaultLook, LogsKey, LogStreamPanel, noFilter, startOfLog } from '../logs/index.ts'
import type { LogLook, LogPlace, LogsPort } from '../logs/index.ts'
import { ok } from '../kernel/index.ts'
import { createFakeClock } from './fake-clock.ts'
import { inDoor } from './test-text.ts'

const ROOM = 600
const FRAMES_PER_SECOND = 60
const LEVELS = ['debug', 'info', 'info', 'info', 'warn', 'error']

const line = (n: number): LogEntry => ({
  logId: `l${String(n).padStart(8, '0')}`,
  ts: new Date(1_700_000_000_000 + n).toISOString(),
  level: LEVELS[n % LEVELS.length]!,
  source: n % 7 === 0 ? 'build' : 'sandbox',
  message: `order ${n} took ${(n * 7_919) % 1_000} ms`,
  fields: null,
  reloadSequence: null,
  traceId: null,
})

let shown: VueWrapper[] = []

beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(ROOM)
})
afterEach(() => {
  for (const wrapper of shown) wrapper.unmount()
  shown = []
})

/** The panel on a book that is written to as the feed does: one batch for each frame. */
function openLog(retention: number, place: LogPlace = startOfLog) {
  const clock = createFakeClock()
  const book = createLogBook(retention, { pack: null })
  const scope = { sessionId: 's' }
  const soon: (() => void)[] = []
  const look = shallowRef<LogLook>(defaultLook)
  const port: LogsPort = {
    offers: shallowRef(GATEWAY_OFFERS),
    book,
    clock,
    look,
    setLook: (next) => (look.value = next),
    watch(wanted) {
      book.open(wanted)
      book.applyHistory('s', [], [], false)
      return () => book.close(wanted)
    },
    loadGap: vi.fn(),
    loadOlder: vi.fn(),
    retryHistory: vi.fn(),
    whyNot: () => null,
    record: async () => ok('audit'),
    reveal: async () => ok({ entry: line(0), auditId: 'audit' }),
    linkTo: (sessionId, logId) => `https://shell.example/${sessionId}/${logId}`,
    soon(run) {
      soon.push(run)
      return () => void soon.splice(soon.indexOf(run), 1)
    },
    apiUrl: 'https://api.example',
    uuid: () => 'key',
  }
  const { provide } = inDoor()
  const wrapper = mount(LogStreamPanel, {
    attachTo: document.body,
    props: { sessionId: 's', place, 'onUpdate:place': (next: LogPlace) => wrapper.setProps({ place: next }) },
    global: { provide: { ...provide, [LogsKey as symbol]: port } },
  })
  shown.push(wrapper)
  let sent = 0

  return {
    book,
    wrapper,
    scope,
    sent: () => sent,
    total: () => (wrapper.get('[data-testid="dh-log-total"]').element as HTMLElement).dataset,
    /** Sends that many lines a second, a batch for each frame, for as long as it says. */
    async stream(perSecond: number, seconds: number) {
      const perFrame = Math.round(perSecond / FRAMES_PER_SECOND)
      for (let frame = 0; frame < seconds * FRAMES_PER_SECOND; frame++) {
        const lines = Array.from({ length: perFrame }, (_, at) => line(sent + at))
        sent += perFrame
        book.batch(() => book.appendLines('s', lines))
        clock.advance(1_000 / FRAMES_PER_SECOND)
        await nextTick()
      }
    },
    /** Lets the work of the background end. */
    async settle() {
      while (soon.length > 0) soon.shift()!()
      clock.advance(1_000)
      // A screen that changes as a whole rests for two frames before the next one.
      for (let frame = 0; frame < 3; frame++) await new Promise((resolve) => requestAnimationFrame(resolve))
      await nextTick()
    },
  }
}

describe('the log of a session', () => {
  it('keeps the newest lines at 10 000 a second, counts what it had to let go, and draws one screen of rows', async () => {
    const log = openLog(50_000)
    await log.stream(10_000, 10)
    await log.settle()
    const { total, dropped, shown: rows } = log.total()
    expect(Number(total)).toBeGreaterThanOrEqual(50_000)
    expect(Number(total) + Number(dropped)).toBe(log.sent())
    expect(rows).toBe(total)
    expect(log.wrapper.findAll('[data-testid="dh-log-row"]').length).toBeLessThan(120)
    expect(log.wrapper.text()).toContain(line(log.sent() - 1).message)
  })

  it('says how much of a flood it shows, draws it a few times a second, and stops saying so when it is over', async () => {
    const log = openLog(10_000)
    const total = log.wrapper.get('[data-testid="dh-log-total"]').element as HTMLElement
    let draws = 0
    let last = ''
    await log.stream(6_000, 1)
    for (let frame = 0; frame < FRAMES_PER_SECOND; frame++) {
      await log.stream(6_000, 1 / FRAMES_PER_SECOND)
      if (total.dataset['total'] !== last) draws++
      last = total.dataset['total'] ?? ''
    }
    expect(log.wrapper.get('[data-testid="dh-log-rate"]').text()).toMatch(/of [56],\d{3} lines\/s/)
    expect(draws).toBeGreaterThanOrEqual(8)
    expect(draws).toBeLessThanOrEqual(21)
    for (let second = 0; second < 4; second++) await log.settle()
    expect(log.wrapper.find('[data-testid="dh-log-rate"]').exists()).toBe(false)
    const { total: kept, dropped } = log.total()
    expect(Number(kept) + Number(dropped)).toBe(log.sent())
  })

  it('counts what comes while the reader has paused, and shows all of it on resume', async () => {
    const log = openLog(50_000)
    await log.stream(600, 1)
    await log.wrapper.get('[data-testid="dh-log-follow"]').trigger('click')
    await log.stream(6_000, 2)
    await log.settle()
    expect(log.wrapper.get('[data-testid="dh-log-new-count"]').attributes('data-count')).toBe('12000')
    await log.wrapper.get('[data-testid="dh-log-resume"]').trigger('click')
    await log.settle()
    expect(log.total()).toMatchObject({ total: '12600', shown: '12600', dropped: '0' })
    expect(log.wrapper.text()).toContain(line(log.sent() - 1).message)
  })

  it('shows through a filter in a live stream what a panel opened afterwards shows', async () => {
    const filter = { ...noFilter, level: 'warn', text: '9', exclude: '77', sources: ['sandbox'] }
    const live = openLog(20_000)
    await live.stream(3_000, 2)
    await live.wrapper.setProps({ place: { ...startOfLog, filter } })
    await live.stream(9_000, 3)
    await live.settle()

    const fresh = openLog(20_000, { ...startOfLog, filter })
    fresh.book.appendLines(
      's',
      Array.from({ length: live.sent() }, (_, n) => line(n)),
    )
    await fresh.settle()
    const first = live.book.of(live.scope)!.buffer.first
    const expected = Array.from({ length: live.sent() - first }, (_, at) => line(first + at)).filter(
      ({ level, source, message }) =>
        (level === 'warn' || level === 'error') &&
        source === 'sandbox' &&
        message.includes('9') &&
        !message.includes('77'),
    )
    expect(Number(live.total()['shown'])).toBe(expected.length)
    expect(fresh.total()['shown']).toBe(live.total()['shown'])
  })
})
