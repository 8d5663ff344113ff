import { flushPromises, mount as mountTest } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import { version } from '../../../package.json'
import LogStreamPanel from '../../expose/LogStreamPanel.ts'
import MetricsWidgets from '../../expose/MetricsWidgets.ts'
import SessionDashboard from '../../expose/SessionDashboard.ts'
import { createDevHotloadGuard, evaluateAccess } from '../../expose/guard.ts'
import { mount } from '../../expose/mount.ts'
import { fakeHost } from '../../tests/fake-host.ts'

const closing: (() => void)[] = []
afterEach(() => closing.splice(0).forEach((close) => close()))

const root = (element: Element) => element.querySelector('[data-dev-hotload]')?.shadowRoot
/** The page arrives with its texts, which are a chunk of their own. */
async function page(element: Element): Promise<HTMLElement> {
  await expect.poll(() => root(element)?.querySelector('[data-testid="dh-denied"]')).toBeTruthy()
  return root(element)!.querySelector<HTMLElement>('[data-testid="dh-denied"]')!
}

/** Each way into the panel, used alone. */
const DOORS: Record<string, (apiVersion: string) => Element> = {
  './SessionDashboard': (apiVersion) => component(SessionDashboard, apiVersion),
  './LogStreamPanel': (apiVersion) => component(LogStreamPanel, apiVersion),
  './MetricsWidgets': (apiVersion) => component(MetricsWidgets, apiVersion),
  './mount': (apiVersion) => {
    const element = document.body.appendChild(document.createElement('div'))
    const { unmount } = mount(element, fakeHost({ apiVersion }), { view: 'logs' })
    closing.push(unmount, () => element.remove())
    return element
  },
}
function component(door: typeof SessionDashboard, apiVersion: string): Element {
  const wrapper = mountTest(door, { props: { host: fakeHost({ apiVersion }) }, attachTo: document.body })
  closing.push(() => wrapper.unmount())
  return wrapper.element.parentElement!
}

describe('a shell of another contract version', () => {
  it.each(Object.entries(DOORS))('finds both versions and whose turn it is behind %s', async (_door, open) => {
    const denied = await page(open('2.3'))
    expect(denied.dataset).toMatchObject({ reason: 'host-mismatch', turn: 'newer' })
    for (const text of ['2.3', '>=1.0 <2.0', version]) expect(denied.textContent).toContain(text)
    expect(denied.textContent).toContain('deploy a newer panel')
    await flushPromises()
  })

  it.each([
    ['0.9', 'older', 'update the shell'],
    ['2.0', 'newer', 'deploy a newer panel'],
    ['1', 'unreadable', 'has to be like 1.0'],
    ['', 'unreadable', 'nothing'],
    [undefined as never, 'unreadable', 'nothing'],
    [{ toString: () => '1.0' } as never, 'unreadable', 'nothing'],
  ])('is told for %j that it is %s and what to do', async (apiVersion, turn, words) => {
    const denied = await page(DOORS['./mount']!(apiVersion))
    expect(denied.dataset['turn']).toBe(turn)
    expect(denied.textContent).toContain(words)
  })

  it('gets one line for a ticket, in which its own words are cut and stay text', async () => {
    const denied = await page(DOORS['./mount']!(`<img src=x onerror=alert(1)>${'x'.repeat(500)}`))
    expect(denied.querySelector('img')).toBeNull()
    const line = denied.querySelector('[data-testid="dh-version-ticket"]')!.textContent
    expect(line).toMatch(/^DH_HOST_001 Dev Hotload \S+ accepts host contract >=1\.0 <2\.0, the shell offers <img/)
    expect(line.length).toBeLessThan(160)
  })

  it.each(['2.0', '0.9', '', 'latest', '1'])(
    'passes neither the guard nor the question of the guard with %j',
    async (apiVersion) => {
      const host = fakeHost({ apiVersion })
      expect(await evaluateAccess(host)).toEqual({ kind: 'deny', reason: 'host-mismatch' })
      const guard = createDevHotloadGuard(host) as (to: unknown) => Promise<unknown>
      expect(await guard({ fullPath: '/anywhere', meta: {} })).toBe(false)
      // The routes of ./routes bring the page that says why.
      expect(await guard({ fullPath: '/dev-hotload', meta: { devHotload: true } })).toBe(true)
      expect(host.sessionEnded).toEqual([])
    },
  )
})
