import { mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { nextTick, shallowRef } from 'vue'
import { TextKey } from '../../ui/index.ts'
import { defaultLook } from '../log-look.ts'
import type { LogListProps } from './list-contract.ts'
import LogList from './LogList.vue'
import { createFakeLog, fakeLine, fakeLines, type FakeLog } from './testing/fake-log.ts'

const HEIGHT = 400
const text = {
  t: (key: string, named: Record<string, unknown> = {}) => [key, ...Object.values(named)].join(' '),
  has: () => true,
  locale: shallowRef('en-US'),
}

let list: VueWrapper | undefined

beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(HEIGHT)
  // No layout here: the scroller believes what it is told, within its sizer.
  const tops = new WeakMap<Element, number>()
  vi.spyOn(Element.prototype, 'scrollTop', 'get').mockImplementation(function (this: Element) {
    return tops.get(this) ?? 0
  })
  vi.spyOn(Element.prototype, 'scrollTop', 'set').mockImplementation(function (this: Element, top: number) {
    const sizer = this.querySelector<HTMLElement>('.dh-log-sizer')
    const most = Math.max(0, Number.parseFloat(sizer?.style.height ?? '0') - HEIGHT)
    tops.set(this, Math.min(most, Math.max(0, top)))
  })
})
afterEach(() => {
  list?.unmount()
  list = undefined
})

function start(log: FakeLog, patch: Partial<LogListProps> = {}) {
  let version = 0
  const wrapper = mount(LogList, {
    attachTo: document.body,
    props: {
      view: log.view,
      version,
      row: log.row,
      look: defaultLook,
      follow: true,
      withSession: false,
      empty: null,
      older: 'none',
      rangesIn: null,
      current: null,
      revealWhyNot: null,
      reveal: () => Promise.resolve(null),
      ...patch,
    },
    global: { provide: { [TextKey as symbol]: text } },
  })
  list = wrapper
  const scroller = wrapper.get('[data-testid="dh-log"]').element
  return {
    wrapper,
    scroller,
    rows: () => wrapper.findAll('[data-testid="dh-log-row"]'),
    ids: () => wrapper.findAll('[data-testid="dh-log-row"]').map((row) => row.attributes('data-log-id')),
    async redraw() {
      await wrapper.setProps({ version: ++version })
      await nextTick()
    },
    async scrollTo(top: number) {
      scroller.scrollTop = top
      scroller.dispatchEvent(new Event('scroll'))
      await nextTick()
    },
    key: (key: string, init: KeyboardEventInit = {}) => {
      const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...init })
      scroller.dispatchEvent(event)
      return event
    },
  }
}

describe('the list', () => {
  it('draws the end of the log while following, and only as many rows as there is room for', async () => {
    const log = createFakeLog(...fakeLines(1_000))
    const { ids, redraw, scroller } = start(log)
    expect(ids().at(-1)).toBe('line 999')
    expect(ids().length).toBeLessThan(30)
    log.append(...fakeLines(5, 1_000))
    await redraw()
    expect(ids().at(-1)).toBe('line 1004')
    expect(scroller.scrollTop).toBe(1_005 * 20 - HEIGHT)
  })

  it('writes only the rows that are new', async () => {
    const log = createFakeLog(...fakeLines(100))
    const { wrapper, rows, redraw } = start(log)
    const before = rows().map((row) => row.element)
    const stays = wrapper.get('[data-log-id="line 95"]').element
    log.append(fakeLine('the new one'))
    await redraw()
    expect(wrapper.get('[data-log-id="line 95"]').element).toBe(stays)
    expect(new Set(rows().map((row) => row.element))).toEqual(new Set(before))
    expect(rows().at(-1)!.text()).toContain('the new one')
  })

  it('makes no element of what a line says', () => {
    const log = createFakeLog(
      fakeLine('<img src=x onerror=alert(1)><script>x</' + 'script> \u001b[31m<b>red</b>\u001b[0m'),
      fakeLine('javascript:alert(1) data:text/html,x', { level: '<i>', source: '<u>', fields: { '<s>': '<s>' } }),
    )
    const { wrapper } = start(log, { look: { ...defaultLook, columns: ['<s>'] } })
    expect(wrapper.findAll('img, script, b, i, u, s, a')).toEqual([])
    expect(wrapper.text()).toContain('<img src=x onerror=alert(1)>')
    expect(wrapper.find('.dh-a-f1').text()).toBe('<b>red</b>')
  })

  it('links addresses to a new page that knows nothing of this one', () => {
    const { wrapper } = start(createFakeLog(fakeLine('see https://example.com/a.')))
    const link = wrapper.get('a')
    expect(link.attributes()).toMatchObject({ href: 'https://example.com/a', target: '_blank' })
    expect(link.attributes('rel')).toBe('noopener noreferrer')
  })

  it('says what kind each row is', () => {
    const reload = {
      reloadId: 'r',
      at: '2026-11-23T10:41:05Z',
      changedFiles: ['a.ts'],
      durationMs: 40,
      buildTimeMs: null,
    }
    const rest = { mode: null, trigger: null, firstLogId: null, error: null }
    const log = createFakeLog(
      { kind: 'reload', sessionId: 's', reload: { ...reload, ...rest, sequence: 3, success: false } },
      { kind: 'gap', gap: { fromId: null, toId: null, missed: 4, at: 0, fill: 'open' } },
      { kind: 'mark', mark: { at: 0 } },
      { kind: 'mark', mark: { at: 0, downMs: 4_000 } },
      fakeLine('text', { level: 'error' }),
    )
    const { wrapper, rows } = start(log)
    expect(rows().map((row) => row.attributes('data-kind'))).toEqual(['reload', 'gap', 'mark', 'mark', 'line'])
    expect(rows().map((row) => row.attributes('data-mark'))[3]).toBe('resumed')
    expect(rows()[2]!.attributes('data-mark')).toBeUndefined()
    expect(rows()[3]!.text()).toContain('logs.row.resumed')
    expect(rows()[0]!.attributes('data-success')).toBe('false')
    expect(rows()[4]!.attributes('data-level')).toBe('error')
    wrapper
      .get('.dh-log-row[data-kind="gap"] .dh-log-load')
      .element.dispatchEvent(new MouseEvent('click', { bubbles: true }))
    expect(wrapper.emitted('loadGap')).toEqual([[1]])
  })

  it.each(['loading', 'failed', 'noMatch', 'none'] as const)('says why there is nothing: %s', (empty) => {
    const { wrapper, rows } = start(createFakeLog(), { empty })
    expect(rows()).toEqual([])
    expect(wrapper.text()).toContain(`logs.empty.${empty}`)
  })
})

describe('following', () => {
  it('ends when the reader moves up, and begins again at the end', async () => {
    const { wrapper, scrollTo } = start(createFakeLog(...fakeLines(200)))
    await scrollTo(2_000)
    expect(wrapper.emitted('follow')).toEqual([[false]])
    await wrapper.setProps({ follow: false })
    await scrollTo(200 * 20 - HEIGHT)
    expect(wrapper.emitted('follow')).toEqual([[false], [true]])
  })

  it('does not take growing content or its own scrolling for the reader', async () => {
    const log = createFakeLog(...fakeLines(200))
    const { wrapper, scroller, redraw } = start(log)
    log.append(...fakeLines(30, 200))
    await redraw()
    scroller.dispatchEvent(new Event('scroll'))
    log.show(({ seq }) => seq % 3 === 0)
    await redraw()
    scroller.dispatchEvent(new Event('scroll'))
    expect(wrapper.emitted('follow')).toBeUndefined()
  })

  it('leaves what is read where it is, whatever comes and goes', async () => {
    const log = createFakeLog(...fakeLines(500))
    const { scroller, redraw, scrollTo, wrapper } = start(log)
    await scrollTo(4_007)
    await wrapper.setProps({ follow: false })
    log.append(...fakeLines(100, 500))
    await redraw()
    expect(scroller.scrollTop).toBe(4_007)
    log.prepend(...fakeLines(50, 900))
    await redraw()
    expect(scroller.scrollTop).toBe(5_007)
    log.dropFront(150)
    await redraw()
    expect(scroller.scrollTop).toBe(2_007)
    log.dropFront(400)
    await redraw()
    expect(scroller.scrollTop).toBe(0)
  })

  it('asks for older lines once for each time the reader comes to the start', async () => {
    const { wrapper, scrollTo } = start(createFakeLog(...fakeLines(500)), { older: 'idle' })
    await scrollTo(0)
    await scrollTo(0)
    expect(wrapper.emitted('loadOlder')).toHaveLength(1)
    await scrollTo(3_000)
    await scrollTo(0)
    expect(wrapper.emitted('loadOlder')).toHaveLength(2)
  })
})

describe('a gap with little room', () => {
  it('is as high as its words need, and the rows below it make room', async () => {
    vi.spyOn(Element.prototype, 'getBoundingClientRect').mockImplementation(function (this: Element) {
      return new DOMRect(0, 0, 300, this.matches('[data-kind="gap"]') ? 64 : 20)
    })
    const gap = { fromId: null, toId: null, missed: 4, at: 0, fill: 'open' } as const
    const log = createFakeLog(...fakeLines(3), { kind: 'gap', gap }, ...fakeLines(3, 3))
    const { wrapper } = start(log)
    await nextTick()
    expect(wrapper.get<HTMLElement>('.dh-log-sizer').element.style.height).toBe(`${6 * 20 + 64}px`)
  })
})

describe('reading with the keyboard', () => {
  it('stands on a line, says which, and pauses; End follows again', async () => {
    const { wrapper, key, scroller } = start(createFakeLog(...fakeLines(100)))
    key('ArrowUp')
    await nextTick()
    expect(wrapper.emitted('cursor')).toEqual([[99]])
    expect(wrapper.emitted('follow')).toEqual([[false]])
    const active = wrapper.get(`#${scroller.getAttribute('aria-activedescendant')}`)
    expect(active.attributes('data-log-id')).toBe('line 99')
    expect(active.attributes('aria-label')).toContain('line 99')
    key('End')
    expect(wrapper.emitted('follow')).toEqual([[false], [true]])
  })

  it('goes to the last line of a log that has ended without following it', async () => {
    const end = { at: null, isExpired: false, note: null, reason: null }
    const { wrapper, key, ids } = start(createFakeLog(...fakeLines(100)), { end, follow: false })
    expect(ids()).not.toContain('line 99')
    key('End')
    await nextTick()
    expect(ids()).toContain('line 99')
    expect(wrapper.emitted('follow')).toBeUndefined()
  })

  it('has a role for which a current line is allowed', () => {
    const { scroller } = start(createFakeLog(...fakeLines(3)))
    expect(scroller.getAttribute('role')).toBe('group')
    expect(scroller.getAttribute('aria-label')).toBe('logs.lines')
  })

  it('leaves other keys to those further out', () => {
    const { key } = start(createFakeLog(...fakeLines(10)))
    expect(key('n').defaultPrevented).toBe(false)
    expect(key('c').defaultPrevented).toBe(false)
    expect(key('ArrowDown').defaultPrevented).toBe(true)
  })

  it('opens and closes the details of a line', async () => {
    const log = createFakeLog(fakeLine('a\nb', { fields: { status: 200 }, traceId: 'trace-1' }))
    const { wrapper, key } = start(log)
    key('ArrowUp')
    key('Enter')
    await nextTick()
    const detail = () => document.querySelector('[data-testid="dh-log-detail"]')
    expect(detail()!.querySelector('pre')!.textContent).toBe('a\nb')
    expect(detail()!.textContent).toContain('trace-1')
    expect(detail()!.textContent).toContain('status')
    expect(wrapper.get('.dh-log-open').attributes('aria-expanded')).toBe('true')
    key('Enter')
    await nextTick()
    expect(detail()).toBeNull()
  })

  it('copies the marked lines by number', async () => {
    const write = vi.fn(() => Promise.resolve())
    vi.stubGlobal('navigator', { ...navigator, clipboard: { writeText: write } })
    const { wrapper, key } = start(createFakeLog(...fakeLines(300)))
    key('a', { ctrlKey: true })
    key('c', { ctrlKey: true })
    await vi.waitFor(() => expect(wrapper.emitted('copied')).toEqual([[300, false]]))
    expect(write.mock.calls[0]).toEqual([expect.stringContaining('line 299')])
    vi.unstubAllGlobals()
  })
})

describe('masked text', () => {
  const masked = () => createFakeLog(fakeLine('token=[masked: jwt]'))

  it('is shown in the details only, and gone when they close', async () => {
    const reveal = vi.fn(() => Promise.resolve({ text: 'token=secret', fields: null, auditId: 'aud-7' }))
    const { wrapper, key } = start(masked(), { reveal })
    key('ArrowUp')
    key('Enter')
    await nextTick()
    document.querySelector<HTMLElement>('[data-testid="dh-log-reveal"]')!.click()
    await vi.waitFor(() => expect(document.body.textContent).toContain('token=secret'))
    expect(document.body.textContent).toContain('aud-7')
    expect(wrapper.get('.dh-log-message').text()).toBe('token=[masked: jwt]')
    key('Enter')
    key('Enter')
    await nextTick()
    expect(document.body.textContent).not.toContain('token=secret')
  })

  it('is not asked for without the right, and the reason is said', async () => {
    const reveal = vi.fn(() => Promise.resolve(null))
    const { key } = start(masked(), { reveal, revealWhyNot: 'not allowed' })
    key('ArrowUp')
    key('Enter')
    await nextTick()
    document.querySelector<HTMLElement>('[data-testid="dh-log-reveal"]')!.click()
    expect(reveal).not.toHaveBeenCalled()
    expect(document.body.textContent).toContain('not allowed')
  })
})
