import type { VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import type { Reload } from '../../../../contracts/index.ts'
import enUS from '../../../locales/en-US.json'
import ReloadList from '../ReloadList.vue'
import { inSession } from '../testing/in-session.ts'
import { testReload, testReloads } from '../testing/test-reload.ts'

let end = () => {}
afterEach(() => end())

const PAGE = 5

function setUp(locale: 'en-US' | 'zh-CN' = 'en-US') {
  const stage = inSession(locale)
  end = stage.end
  stage.reloads.open('s')
  /** A server with the reloads `newest` … 1, but without those that it has let go. */
  const serve = (newest: number, gone: readonly number[] = []) => {
    const all = testReloads(newest, 1).filter(({ sequence }) => !gone.includes(sequence))
    const answer = (before: number) =>
      stage.reloads.applyHistory('s', all.filter(({ sequence }) => sequence < before).slice(0, PAGE), PAGE)
    stage.loadOlderReloads.mockImplementation(() => {
      const before = stage.reloads.reloads.at(-1)?.sequence ?? Infinity
      if (stage.reloads.askOlder('s')) void Promise.resolve().then(() => answer(before))
    })
    answer(Infinity)
  }
  const known = (...reloads: Reload[]) => stage.reloads.applyHistory('s', reloads)
  return { ...stage, serve, known }
}

const at = (wrapper: VueWrapper, id: string) => wrapper.find(`[data-testid="${id}"]`)
const row = (wrapper: VueWrapper, sequence: number) =>
  wrapper.get(`[data-testid="dh-reload-row"][data-sequence="${sequence}"]`)
const head = (wrapper: VueWrapper, sequence: number) =>
  row(wrapper, sequence).get<HTMLElement>('[data-testid="dh-reload-open"]')
const sequences = (wrapper: VueWrapper) =>
  wrapper.findAll('[data-testid="dh-reload-row"]').map((one) => Number(one.attributes('data-sequence')))
const settle = async () => {
  for (let turn = 0; turn < 40; turn++) await nextTick()
}

const broken = testReload(4, {
  success: false,
  error: 'TypeError: x is undefined\n  at src/route.ts:41:7',
  mode: 'full',
  trigger: 'panel',
  durationMs: 120,
  firstLogId: 'l-9',
  changedFiles: Array.from({ length: 15 }, (_, n) => `src/file-${n}.ts`),
})

describe('the reload timeline', () => {
  it('says of each reload why, what changed, how long, with which result', () => {
    const { show, known } = setUp()
    known(broken, testReload(3, { success: null, mode: 'turbo', trigger: 'cron', durationMs: null }), testReload(2))
    const list = show(ReloadList)
    expect(sequences(list)).toEqual([4, 3, 2])
    for (const words of ['Failed', 'full', 'asked for in the panel', '120 ms', 'TypeError: x is undefined', '+12 more'])
      expect(row(list, 4).text()).toContain(words)
    expect(row(list, 4).text()).not.toContain('route.ts:41')
    for (const words of ['not reported', 'turbo', 'by cron']) expect(row(list, 3).text()).toContain(words)
    for (const words of ['Good', 'hot', 'a file was saved', '38 ms', 'src/route.ts', '28m ago'])
      expect(row(list, 2).text()).toContain(words)
    const shapes = [4, 3, 2].map((sequence) => row(list, sequence).get('.dh-mark path').attributes('d'))
    expect(new Set(shapes).size).toBe(3)
  })

  it.each([
    ['en-US', '3 reloads · 1 failed · median 38 ms · p95 38 ms'],
    ['zh-CN', '3 次重载 · 1 次失败 · 中位数 38毫秒 · p95 38毫秒'],
  ] as const)('sums up in %s', (locale, words) => {
    const { show, known } = setUp(locale)
    known(broken, testReload(3), testReload(2))
    expect(at(show(ReloadList), 'dh-reload-summary').text()).toBe(words)
  })

  it('of a failed one names the last good one, also while it is closed', () => {
    const { show, known } = setUp()
    known(broken, testReload(3, { success: null }), testReload(2))
    expect(row(show(ReloadList), 4).text()).toContain('Last good one: #2 in 38 ms')
  })

  it('draws the times of all on one scale', () => {
    const { show, known } = setUp()
    known(testReload(2, { buildTimeMs: 30, durationMs: 120 }), testReload(1, { buildTimeMs: 60, durationMs: null }))
    const widths = show(ReloadList)
      .findAll<HTMLElement>('.dh-bar-fill')
      .map(({ element }) => element.getAttribute('style'))
    expect(widths.map((style) => /\d+%/.exec(style ?? '')?.[0])).toEqual(['25%', '100%', '50%', '0%'])
  })

  it('opens a reload with its whole error and all files, and closes it again', async () => {
    const { show, known, openReload } = setUp()
    known(broken, testReload(3))
    const list = show(ReloadList)
    await at(list, 'dh-reload-files').trigger('click')
    expect(openReload).toHaveBeenLastCalledWith('s', 4)
    expect(row(list, 4).attributes('aria-current')).toBe('true')
    expect(row(list, 4).text()).toContain('at src/route.ts:41:7')
    expect(row(list, 4).text()).toContain('src/file-14.ts')
    await head(list, 4).trigger('click')
    expect(openReload).toHaveBeenLastCalledWith('s', null)
    expect(row(list, 4).text()).not.toContain('src/file-14.ts')
  })

  it('leads to the first log line, or says why it cannot', async () => {
    const { show, known, openLine, address } = setUp()
    known(broken, testReload(3))
    const list = show(ReloadList)
    address.value = 4
    await nextTick()
    await at(list, 'dh-reload-log').trigger('click')
    expect(openLine).toHaveBeenCalledWith('s', 'l-9')
    address.value = 3
    await nextTick()
    expect(at(list, 'dh-reload-log').attributes('title')).toBe(enUS.reload.noLog)
    await at(list, 'dh-reload-log').trigger('click')
    expect(openLine).toHaveBeenCalledTimes(1)
  })

  it('sets a reload beside the last good one', async () => {
    const { show, known, address } = setUp()
    known(broken, testReload(3, { success: false }), testReload(2, { durationMs: 100, mode: 'hot' }))
    address.value = 4
    const list = show(ReloadList)
    await at(list, 'dh-reload-compare').trigger('click')
    const words = at(list, 'dh-reload-comparison').text()
    for (const part of [
      '100 ms → 120 ms',
      '20 ms slower (20%)',
      'the same',
      'hot → full',
      'src/file-3.ts',
      'TypeError',
    ])
      expect(words).toContain(part)
    address.value = 2
    await nextTick()
    expect(at(list, 'dh-reload-compare').attributes('title')).toBe(enUS.reload.noGoodBefore)
  })

  it('shows only the failed ones on demand, and the open one with them', async () => {
    const { show, known, address } = setUp()
    known(broken, testReload(3), testReload(2))
    const list = show(ReloadList)
    await at(list, 'dh-reload-failed').trigger('click')
    expect(sequences(list)).toEqual([4])
    address.value = 2
    await nextTick()
    expect(sequences(list)).toEqual([4, 2])
    await at(list, 'dh-reload-all').trigger('click')
    expect(sequences(list)).toEqual([4, 3, 2])
  })

  it('is one tab stop, moved along with the arrow keys; Esc closes', async () => {
    const { show, known, openReload } = setUp()
    known(...testReloads(4, 1))
    const list = show(ReloadList)
    const stops = () => list.findAll('[data-testid="dh-reload-open"][tabindex="0"]').map((one) => one.text())
    expect(stops()).toEqual(['#4'])
    head(list, 4).element.focus()
    const keys: [string, number][] = [
      ['ArrowDown', 3],
      ['End', 1],
      ['ArrowDown', 1],
      ['ArrowUp', 2],
      ['Home', 4],
    ]
    for (const [key, sequence] of keys) {
      const from = list.findAll('[data-testid="dh-reload-open"]').find((one) => one.element === document.activeElement)!
      await from.trigger('keydown', { key })
      expect(document.activeElement).toBe(head(list, sequence).element)
      expect(stops()).toEqual([`#${sequence}`])
    }
    await head(list, 4).trigger('click')
    await at(list, 'dh-reload-log').trigger('keydown', { key: 'ArrowDown' })
    expect(stops()).toEqual(['#4'])
    await at(list, 'dh-reload-log').trigger('keydown', { key: 'Escape' })
    expect(openReload).toHaveBeenLastCalledWith('s', null)
    expect(document.activeElement).toBe(head(list, 4).element)
  })

  it('tells loading, empty and failed apart, with a way on', async () => {
    const { show, reloads, loadOlderReloads, known } = setUp()
    const list = show(ReloadList)
    expect(list.text()).toContain(enUS.common.loading)
    reloads.failed('s', 'DH_API_001')
    await nextTick()
    expect(list.get('[role="alert"]').text()).toContain(enUS.problem.DH_API_001)
    await list.get('button').trigger('click')
    expect(loadOlderReloads).toHaveBeenCalledWith('s')
    known()
    await nextTick()
    expect(list.text()).toContain(enUS.reload.none)
  })

  it('loads older ones until there are none', async () => {
    const { show, serve } = setUp()
    serve(8)
    const list = show(ReloadList)
    await at(list, 'dh-reload-older').trigger('click')
    await settle()
    expect(sequences(list)).toHaveLength(8)
    expect(at(list, 'dh-reload-older').exists()).toBe(false)
    expect(list.text()).toContain(enUS.reload.noOlder)
  })

  it('shows hostile texts as text', () => {
    const { show, known } = setUp()
    const text = '<img src=x onerror=alert(1)>'
    known(testReload(1, { error: text, changedFiles: [text, text], mode: text, trigger: text, success: false }))
    const list = show(ReloadList)
    expect(list.find('img').exists()).toBe(false)
    expect(list.text().split(text)).toHaveLength(6)
  })
})

describe('a reload that the address names', () => {
  it('is open, marked, in view and has the focus', async () => {
    const { show, serve, address } = setUp()
    const scrolled = vi.spyOn(HTMLElement.prototype, 'scrollIntoView')
    serve(5)
    address.value = 3
    const list = show(ReloadList)
    await settle()
    expect(row(list, 3).attributes('aria-current')).toBe('true')
    expect(document.activeElement).toBe(head(list, 3).element)
    expect(scrolled.mock.contexts.at(-1)).toBe(row(list, 3).element)
  })

  it('is looked for among older ones', async () => {
    const { show, serve, address, loadOlderReloads } = setUp()
    serve(30)
    address.value = 12
    const list = show(ReloadList)
    await settle()
    expect(document.activeElement).toBe(head(list, 12).element)
    expect(loadOlderReloads).toHaveBeenCalledTimes(3)
  })

  it('is said to be gone as soon as it cannot come any more, beside its nearest', async () => {
    const { show, serve, address, loadOlderReloads, openReload } = setUp()
    serve(30, [12])
    address.value = 12
    const list = show(ReloadList)
    await settle()
    expect(at(list, 'dh-reload-missing').text()).toContain('Reload #12 is not there any more. The nearest one is #13.')
    expect(document.activeElement).toBe(head(list, 13).element)
    expect(loadOlderReloads).toHaveBeenCalledTimes(3)
    await at(list, 'dh-reload-missing').get('button').trigger('click')
    expect(openReload).toHaveBeenLastCalledWith('s', 13)
    expect(at(list, 'dh-reload-missing').exists()).toBe(false)
  })

  it('does not take the focus from somebody who types', async () => {
    const { show, serve, address } = setUp()
    const field = document.body.appendChild(document.createElement('input'))
    serve(5)
    show(ReloadList)
    field.focus()
    address.value = 2
    await settle()
    expect(document.activeElement).toBe(field)
    field.remove()
  })
})
