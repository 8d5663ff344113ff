import type { VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import { nextTick, type Component } from 'vue'
import { CORE_OFFERS } from '../../../contracts/index.ts'
import { testSession } from '../../tests/test-session.ts'
import { inSession } from './testing/in-session.ts'
import { testReload } from './testing/test-reload.ts'
import ReloadList from './ReloadList.vue'
import SessionDetails from './SessionDetails.vue'
import SessionHeader from './SessionHeader.vue'

let end = () => {}
afterEach(() => end())

const session = testSession('s', { expiresAt: '2026-01-01T00:43:30Z', allowedActions: ['TERMINATE'] })

function setUp(locale: 'en-US' | 'zh-CN' = 'en-US') {
  const stage = inSession(locale)
  end = stage.end
  stage.offers.value = CORE_OFFERS
  stage.sessions.applySession(session)
  stage.reloads.open('s')
  const of = (component: Component, patch: Partial<typeof session> = {}) =>
    stage.show(component, { session: { ...session, ...patch } })
  return { ...stage, of }
}
const at = (wrapper: VueWrapper, id: string) => wrapper.find(`[data-testid="${id}"]`)
const bare = (second: number) =>
  testReload(0, {
    reloadId: null,
    at: new Date(Date.UTC(2026, 0, 1, 0, 0, second)).toISOString(),
    success: null,
    durationMs: null,
    buildTimeMs: null,
  })

describe('the header of a session of a server without reload command, logs and audit', () => {
  it('can end it, and does not show what cannot be asked for as broken', () => {
    const header = setUp().of(SessionHeader)
    expect(at(header, 'dh-terminate').attributes('aria-disabled')).toBeUndefined()
    expect(at(header, 'dh-reload').exists()).toBe(false)
    expect(at(header, 'dh-refresh-metrics').exists()).toBe(false)
  })

  it('does not say that a CLI could extend a fixed time', () => {
    const header = setUp().of(SessionHeader)
    expect(at(header, 'dh-session-expiry').text()).toBe('Ends in 13 min')
    expect(at(header, 'dh-session-expiry').attributes('title')).toContain('a reload does not extend it')
  })

  it('does not promise a log after the end, and asks nobody who ended it', () => {
    const { of, loadActivity } = setUp()
    const header = of(SessionHeader, { status: 'TERMINATED', endedAt: '2026-01-01T00:29:00Z' })
    expect(at(header, 'dh-session-end').text()).toBe('Ended 1m ago')
    expect(loadActivity).not.toHaveBeenCalled()
  })
})

describe('its facts', () => {
  it('have no 0 for what is not counted, and say that the start is worked out', () => {
    const details = setUp().of(SessionDetails)
    expect(details.find('[data-fact="reloadCount"]').exists()).toBe(false)
    expect(details.get('[data-fact="startedAt"] time').text()).toMatch(/worked out: this server does not tell it$/)
  })
})

describe('its reloads', () => {
  it.each([
    ['en-US', 'No reload was heard since you opened this page.', 'This server keeps no history'],
    ['zh-CN', '打开此页面以来尚未收到重载。', '此服务器不保留历史'],
  ] as const)('say that nothing was heard, and wait for no answer (%s)', (locale, title, body) => {
    const list = setUp(locale).show(ReloadList)
    expect(at(list, 'dh-unsupported').attributes('data-feature')).toBe('reloads')
    expect(list.text()).toContain(title)
    expect(list.text()).toContain(body)
    expect(list.find('[aria-busy]').exists()).toBe(false)
  })

  it('are those that were heard, also while another session was open', async () => {
    const { show, reloads, loadOlderReloads } = setUp()
    reloads.open('another')
    reloads.applyReload('s', testReload(7))
    reloads.applyReload('s', testReload(8, { success: false }))
    reloads.open('s')
    const list = show(ReloadList)
    const rows = list.findAll('[data-testid="dh-reload-row"]')
    expect(rows.map((row) => row.attributes('data-sequence'))).toEqual(['8', '7'])
    expect(list.text()).toContain('Only reloads heard since you opened this page.')
    expect(at(list, 'dh-reload-summary').attributes('title')).toContain('heard since this page was opened')
    expect(at(list, 'dh-reload-older').exists()).toBe(false)
    expect(list.text()).not.toContain('There are no older ones')
    expect(loadOlderReloads).not.toHaveBeenCalled()
  })

  it('are not called failed when their result was not reported, and have no number 0', () => {
    const { show, reloads } = setUp()
    reloads.applyReload('s', bare(5))
    const row = at(show(ReloadList), 'dh-reload-row')
    expect(row.text()).toContain('result not reported')
    expect(row.text()).not.toMatch(/#0|Failed|0 ms/)
    expect(row.get('.dh-mark').classes()).toContain('dh-tone-off')
    expect(at(row as never, 'dh-reload-open').attributes('aria-label')).toMatch(
      /^Reload \d+m ago, result not reported$/,
    )
  })

  it('without numbers are each opened, closed and reached by key for themselves', async () => {
    const { show, reloads, openReload } = setUp()
    for (const second of [5, 9]) reloads.applyReload('s', bare(second))
    const list = show(ReloadList)
    const heads = list.findAll<HTMLElement>('[data-testid="dh-reload-open"]')
    expect(heads).toHaveLength(2)
    heads[0]!.element.focus()
    await heads[0]!.trigger('keydown', { key: 'ArrowDown' })
    expect(document.activeElement).toBe(heads[1]!.element)
    await heads[1]!.trigger('click')
    expect(heads.map((head) => head.attributes('aria-expanded'))).toEqual(['false', 'true'])
    expect(at(list, 'dh-reload-link').exists()).toBe(false)
    expect(at(list, 'dh-reload-log').exists()).toBe(false)
    await heads[1]!.trigger('keydown', { key: 'Escape' })
    expect(heads[1]!.attributes('aria-expanded')).toBe('false')
    expect(openReload).not.toHaveBeenCalled()
  })

  it('say of a link to one that was not heard just that', async () => {
    const { show, reloads, address } = setUp()
    reloads.applyReload('s', testReload(7))
    address.value = 3
    const list = show(ReloadList)
    await nextTick()
    expect(at(list, 'dh-reload-missing').text()).toContain('Reload #3 was not heard since this page was opened.')
  })
})
