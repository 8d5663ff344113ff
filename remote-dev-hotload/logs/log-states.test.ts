import { mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { nextTick, shallowRef } from 'vue'
import { GATEWAY_OFFERS } from '../../contracts/index.ts'
import { ok } from '../kernel/index.ts'
import { createFakeClock } from '../tests/fake-clock.ts'
import { inDoor } from '../tests/test-text.ts'
import { noFilter } from './engine/log-filter.ts'
import { createLogBook, type LogBook } from './log-book.ts'
import type { LogEnd } from './log-end.ts'
import { defaultLook } from './log-look.ts'
import { startOfLog, type LogPlace } from './log-place.ts'
import LogStreamPanel from './LogStreamPanel.vue'
import { LogsKey, type LogsPort } from './ports.ts'
import { line, lines, reload } from './testing/book-lines.ts'

const ROOM = 400
let pane: VueWrapper | undefined

beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(ROOM)
})
afterEach(() => {
  pane?.unmount()
  pane = undefined
})

/** A pane on a book that has what `given` says before anybody looks. */
async function open(given: (book: LogBook) => void, patch: Partial<LogPlace> = {}) {
  const book = createLogBook(5_000, { pack: null })
  const scope = { sessionId: 's' }
  const end = shallowRef<LogEnd | null>(null)
  book.open(scope)
  given(book)
  const never = vi.fn()
  const port: LogsPort = {
    offers: shallowRef(GATEWAY_OFFERS),
    book,
    clock: createFakeClock(),
    look: shallowRef(defaultLook),
    setLook: never,
    watch(wanted) {
      book.open(wanted)
      return () => book.close(wanted)
    },
    endOf: () => end.value,
    loadGap: never,
    loadOlder: never,
    retryHistory: never,
    whyNot: () => null,
    record: async () => ok('audit'),
    reveal: async () => ok({ entry: line(0), auditId: 'audit' }),
    linkTo: () => 'https://shell.example/',
    soon: () => () => {},
    apiUrl: 'https://api.example',
    uuid: () => 'key',
  }
  const wrapper: VueWrapper = mount(LogStreamPanel, {
    attachTo: document.body,
    props: {
      sessionId: 's',
      pluginName: null,
      place: { ...startOfLog, ...patch },
      'onUpdate:place': (place: LogPlace) => void wrapper.setProps({ place }),
    },
    global: { provide: { ...inDoor().provide, [LogsKey as symbol]: port } },
  })
  pane = wrapper
  const settle = async () => {
    for (let tick = 0; tick < 4; tick++) await nextTick()
  }
  await settle()
  const find = (id: string) => wrapper.find(`[data-testid="${id}"]`)
  return {
    book,
    wrapper,
    end,
    settle,
    find,
    isFollowing: () => find('dh-log-follow').attributes('aria-pressed') === 'true',
    current: () => wrapper.find('.dh-log-row[aria-current]').attributes('data-log-id'),
    ids: () =>
      wrapper.findAll('.dh-log-row').map((row) => row.attributes('data-log-id') ?? row.attributes('data-kind')),
  }
}

const loaded = (count: number) => (book: LogBook) => book.applyHistory('s', lines(0, count), [], false)

describe('a link to a line', () => {
  it('shows the line when the log is in memory already, and does not follow', async () => {
    const log = await open(loaded(500), { line: 'l40' })
    expect(log.current()).toBe('l40')
    expect(log.isFollowing()).toBe(false)
  })

  it('says that the line is gone and follows the end', async () => {
    const log = await open(loaded(500), { line: 'l9999' })
    expect(log.find('dh-log-link-gone').exists()).toBe(true)
    expect(log.isFollowing()).toBe(true)
    expect(log.ids().at(-1)).toBe('l499')
  })

  it('finds another line when the address changes', async () => {
    const log = await open(loaded(500), { line: 'l40' })
    await log.wrapper.setProps({ place: { ...startOfLog, line: 'l300' } })
    await log.settle()
    expect(log.current()).toBe('l300')
  })
})

describe('a link that is followed while another line is still looked for', () => {
  it('does not wait for the older lines', async () => {
    const log = await open((book) => book.applyHistory('s', lines(100, 200), [], true), { line: 'l40' })
    expect(log.wrapper.find('.dh-log-row[aria-current]').exists()).toBe(false)
    await log.wrapper.setProps({ place: { ...startOfLog, line: 'l150' } })
    await log.settle()
    expect(log.current()).toBe('l150')
  })
})

describe('a link to a time', () => {
  const at = (n: number) => Date.parse(line(n).ts)

  it('opens at its first line, and not at the end', async () => {
    const log = await open(loaded(500), { at: at(120) - 400 })
    expect(log.current()).toBe('l120')
    expect(log.isFollowing()).toBe(false)
  })

  it('waits for older lines while there may be an earlier one at or after it', async () => {
    const log = await open((book) => book.applyHistory('s', lines(100, 200), [], true), { at: at(40) })
    expect(log.wrapper.find('.dh-log-row[aria-current]').exists()).toBe(false)
    log.book.applyOlder('s', lines(0, 100), [], false)
    await log.settle()
    expect(log.current()).toBe('l40')
  })

  it('says so when the server has nothing of then any more, and shows the oldest line that there is', async () => {
    const log = await open((book) => book.applyHistory('s', lines(100, 200), [], true), { at: at(40) })
    log.book.setOlder('s', 'failed')
    await log.settle()
    expect(log.find('dh-log-link-early').exists()).toBe(true)
    expect(log.current()).toBe('l100')
  })

  it('is the last line when nothing has been said since', async () => {
    const log = await open(loaded(500), { at: at(900) })
    expect(log.current()).toBe('l499')
  })
})

describe('a log whose session has ended', () => {
  const ended: LogEnd = {
    at: '2026-01-05T10:00:00Z',
    isExpired: false,
    note: 'by <b>Ana</b>',
    reason: 'a\u001b[31m\u202eb',
  }

  it('says when and why below the last line, as text, and stops following', async () => {
    const log = await open(loaded(500))
    expect(log.isFollowing()).toBe(true)
    expect(log.find('dh-log-end').exists()).toBe(false)
    log.end.value = ended
    await log.settle()
    const footer = log.find('dh-log-end')
    expect(footer.text()).toContain('2026')
    expect(footer.text()).toContain('by <b>Ana</b>')
    expect(footer.text()).toMatch(/Reason given:\s+ab/)
    expect(footer.find('b').exists()).toBe(false)
    expect(log.isFollowing()).toBe(false)
    expect(log.ids().at(-1)).toBe('l499')
    expect(log.find('dh-log-resume').exists()).toBe(false)
    expect(log.find('dh-log-total').attributes('data-total')).toBe('500')
  })

  it('still opens at its last line when the history comes late', async () => {
    const log = await open(() => {})
    log.end.value = { ...ended, note: 'terminated', reason: null }
    await log.settle()
    loaded(500)(log.book)
    await log.settle()
    expect(log.ids().at(-1)).toBe('l499')
    expect(log.isFollowing()).toBe(false)
    expect(log.find('dh-log-end').text()).toContain('No reason was given.')
  })

  it('counts a straggler, and goes to it without following', async () => {
    const log = await open(loaded(500))
    log.end.value = ended
    await log.settle()
    log.book.appendLines('s', lines(500, 540))
    await log.settle()
    expect(log.find('dh-log-new-count').attributes('data-count')).toBe('40')
    expect(log.ids()).not.toContain('l539')
    await log.find('dh-log-resume').trigger('click')
    await log.settle()
    expect(log.ids()).toContain('l539')
    expect(log.isFollowing()).toBe(false)
    expect(log.find('dh-log-resume').exists()).toBe(false)
  })
})

describe('a filter', () => {
  it('that leaves only reloads says that no line matches, and can be cleared there', async () => {
    const reloads = [reload(1, 3), reload(2, 6)]
    const given = (book: LogBook) => book.applyHistory('s', lines(0, 10), reloads, false)
    const log = await open(given, { filter: { ...noFilter, text: 'nowhere' } })
    expect(log.ids()).toEqual(['reload', 'reload'])
    expect(log.wrapper.get('.dh-log-empty').text()).toContain('No line matches the filter.')
    await log.wrapper.get('.dh-log-empty button').trigger('click')
    await log.settle()
    expect(log.ids()).toHaveLength(12)
    expect(log.wrapper.find('.dh-log-empty').exists()).toBe(false)
  })
})

describe('the first page', () => {
  it('is not offered older lines of before it has come', async () => {
    const log = await open(() => {})
    expect(log.find('dh-log-older').exists()).toBe(false)
    log.book.applyHistory('s', lines(50, 60), [], true)
    await log.settle()
    expect(log.find('dh-log-older').attributes('data-state')).toBe('idle')
  })
})

describe('a gap', () => {
  it('says between which times, not which ids', async () => {
    const log = await open((book) => {
      book.applyHistory('s', lines(0, 3), [], false)
      book.appendGap('s', { fromId: 'cursor-1', toId: 'cursor-9', missed: 8, at: Date.parse(line(60).ts) })
    })
    const words = log.wrapper.get('[data-kind="gap"]').text()
    expect(words).toMatch(/8 events were missed · between \d\d:\d\d:\d\d and \d\d:\d\d:\d\d/)
    expect(words).not.toContain('cursor')
  })
})
