import { mount, type VueWrapper } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { shallowRef } from 'vue'
import { GATEWAY_OFFERS } from '../../../contracts/index.ts'
import { inDoor } from '../../tests/test-text.ts'
import { useMetricsStore } from '../metrics-store.ts'
import { MetricsKey, type MetricsPort } from '../ports.ts'
import GrafanaPanels from './GrafanaPanels.vue'

const THEIRS = 'https://grafana.example.com'
/** A page of its own for each test: what a page refuses is remembered for as long as it is there. */
const elsewhere = (name: string) => `https://${name}.example.com`

let shown: VueWrapper | null = null
/** The eye of the reader; nothing is in view here unless a test says so. */
let look: (isIntersecting: boolean) => void

class Sight implements Pick<IntersectionObserver, 'observe' | 'disconnect'> {
  constructor(tell: (entries: readonly { isIntersecting: boolean }[]) => void) {
    look = (isIntersecting) => tell([{ isIntersecting }])
  }
  observe(): void {}
  disconnect(): void {}
}

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('IntersectionObserver', Sight)
})
afterEach(() => {
  shown?.unmount()
  shown = null
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

async function open(grafanaUrl: string | null, sessionId: string | null = null, isSeen = true) {
  setActivePinia(createPinia())
  const theme = shallowRef<'light' | 'dark'>('light')
  const none = () => {}
  const port: MetricsPort = {
    offers: shallowRef(GATEWAY_OFFERS),
    metrics: useMetricsStore(),
    theme,
    watch: () => none,
    retry: none,
    windowMs: shallowRef(900_000),
    setWindow: none,
    marksOf: () => [],
    openLogAt: none,
    refresh: none,
    grafanaUrl,
    tenantId: () => 't-1',
  }
  const { provide } = inDoor()
  const view = (shown = mount(GrafanaPanels, {
    props: { sessionId, windowMs: 900_000 },
    global: { provide: { ...provide, [MetricsKey as symbol]: port } },
  }))
  await view.vm.$nextTick()
  if (isSeen && view.find('section').exists()) look(true)
  await view.vm.$nextTick()
  const frames = () => view.findAll('iframe')
  const addresses = () => frames().map((frame) => new URL(frame.attributes('src')!))
  const states = () => view.findAll('[data-testid="dh-grafana-frame"]').map((frame) => frame.attributes('data-state'))
  const note = () => view.get('[data-testid="dh-grafana-note"]').text()
  const link = () => view.get('[data-testid="dh-grafana-link"]')
  return { view, theme, frames, addresses, states, note, link }
}

/** What a browser says of a frame that the page's own policy forbids. */
async function refuse(origin: string, patch: Partial<SecurityPolicyViolationEvent> = {}): Promise<void> {
  const breach = new Event('securitypolicyviolation', { bubbles: true })
  Object.assign(breach, { disposition: 'enforce', effectiveDirective: 'frame-src', blockedURI: origin, ...patch })
  document.dispatchEvent(breach)
  await Promise.resolve()
}

describe('the panels of Grafana', () => {
  it('are framed with the least that Grafana starts with, and tell it nothing of this page', async () => {
    const { frames, view } = await open(THEIRS)
    const [frame] = frames()
    expect(frame!.attributes('sandbox')).toBe('allow-scripts allow-same-origin')
    expect(frame!.attributes('referrerpolicy')).toBe('no-referrer')
    expect(frame!.attributes('title')).toBe('Active sessions, drawn by Grafana')
    expect(view.get('[data-testid="dh-grafana"]').attributes('data-state')).toBe('framed')
  })

  it('come one after the other, so that Grafana’s own files are fetched once', async () => {
    const { frames, addresses, states } = await open(THEIRS)
    expect(states()).toEqual(['waiting', 'waiting', 'waiting'])
    expect(frames()).toHaveLength(1)
    await frames()[0]!.trigger('load')
    expect(states()).toEqual(['answered', 'waiting', 'waiting'])
    await frames()[1]!.trigger('load')
    await frames()[2]!.trigger('load')
    expect(states()).toEqual(['answered', 'answered', 'answered'])
    expect(addresses().map((address) => address.searchParams.get('panelId'))).toEqual(['1', '2', '3'])
  })

  it('are asked for when they come into view, and not before', async () => {
    const { frames, view } = await open(THEIRS, null, false)
    look(false)
    await view.vm.$nextTick()
    expect(frames()).toHaveLength(0)
    look(true)
    await view.vm.$nextTick()
    expect(frames()).toHaveLength(1)
  })

  it('follow session, window and theme in new frames, since the old ones would be steps of the Back button', async () => {
    const { view, theme, frames, addresses } = await open(THEIRS, 's-1')
    expect(addresses()[0]!.searchParams.get('var-session')).toBe('s-1')
    const old = frames()[0]!.element
    theme.value = 'dark'
    await view.vm.$nextTick()
    expect(addresses()[0]!.searchParams.get('theme')).toBe('dark')
    expect(frames()[0]!.element).not.toBe(old)
    await view.setProps({ sessionId: null, windowMs: 3_600_000 })
    expect(addresses()[0]!.searchParams.get('var-session')).toBe('$__all')
    expect(addresses()[0]!.searchParams.get('from')).toBe('now-60m')
  })

  it('say so when nothing has come for ten seconds, and still show what comes then', async () => {
    const { view, frames, states } = await open(THEIRS)
    await vi.advanceTimersByTimeAsync(9_999)
    expect(states()[0]).toBe('waiting')
    await vi.advanceTimersByTimeAsync(1)
    expect(view.text()).toContain('Grafana has not answered for 10 seconds.')
    expect(states()).toEqual(['slow', 'waiting', 'waiting'])
    await frames()[0]!.trigger('load')
    expect(states()[0]).toBe('answered')
    expect(view.text()).not.toContain('10 seconds')
  })

  it('can be loaded again and put away, and the link stays', async () => {
    const { view, frames, link } = await open(THEIRS)
    await frames()[0]!.trigger('load')
    const old = frames()[0]!.element
    await view.get('[aria-label="Load the panels again"]').trigger('click')
    expect(frames()).toHaveLength(1)
    expect(frames()[0]!.element).not.toBe(old)
    const toggle = view.get('[data-testid="dh-grafana-toggle"]')
    expect(toggle.attributes('aria-expanded')).toBe('true')
    await toggle.trigger('click')
    expect(frames()).toHaveLength(0)
    expect(toggle.attributes('aria-expanded')).toBe('false')
    expect(link().attributes('href')).toContain('/d/powerx-admin-dev-hotload/')
    await toggle.trigger('click')
    expect(frames()).toHaveLength(1)
  })
})

describe('a Grafana that may not be shown here', () => {
  it('is always a sentence and a link away, also while nobody can know whether the panels show', async () => {
    const { frames, note, link } = await open(THEIRS)
    await frames()[0]!.trigger('load')
    expect(note()).toContain('open the dashboard in Grafana')
    expect(link().text()).toBe('Open in Grafana')
    expect(link().attributes()).toMatchObject({ target: '_blank', rel: 'noopener noreferrer' })
  })

  it('says that a session may be shown as its tenant, since only some exporters tell sessions apart', async () => {
    const ofSession = await open(THEIRS, 's-1')
    expect(ofSession.note()).toContain('it shows the whole tenant')
    ofSession.view.unmount()
    expect((await open(THEIRS)).note()).not.toContain('whole tenant')
  })

  it('is named when it is the policy of this page, asked for once, and remembered for the page', async () => {
    const origin = elsewhere('refused')
    const first = await open(origin)
    expect(first.frames()).toHaveLength(1)
    await refuse(origin)
    expect(first.frames()).toHaveLength(0)
    expect(first.note()).toContain(`allows no frames from ${origin}`)
    expect(first.link().attributes('href')).toContain(origin)
    first.view.unmount()
    const second = await open(origin)
    expect(second.frames()).toHaveLength(0)
    expect(second.view.find('[data-testid="dh-grafana-toggle"]').exists()).toBe(false)
  })

  it.each([
    ['is of another frame', { blockedURI: 'https://elsewhere.example.com' }],
    ['is of something else', { effectiveDirective: 'img-src' }],
    ['is only reported', { disposition: 'report' as const }],
    ['names no address', { blockedURI: 'inline' }],
  ])('is not given up for a breach that %s', async (_how, patch) => {
    const origin = elsewhere('allowed')
    const { frames } = await open(origin)
    await refuse(origin, patch)
    expect(frames()).toHaveLength(1)
  })

  it('is not framed from the page’s own origin', async () => {
    const { frames, note, link } = await open('/grafana')
    expect(frames()).toHaveLength(0)
    expect(note()).toContain('same origin as this page')
    expect(link().attributes('href')).toContain(`${window.location.origin}/grafana/d/`)
  })

  it('is nothing at all without an address of the web', async () => {
    expect((await open(null)).view.text()).toBe('')
    expect((await open('javascript:alert(1)')).view.text()).toBe('')
  })
})
