import type { Meta } from '@storybook/vue3-vite'
import { defineComponent, h, provide } from 'vue'
import { scene } from '../../stories/scene.ts'
import { MetricsKey, useMetrics } from '../ports.ts'
import GrafanaFrame from './GrafanaFrame.vue'
import GrafanaPanels from './GrafanaPanels.vue'

export default { title: 'Metrics/Grafana' } satisfies Meta

const WithGrafana = defineComponent({
  props: { at: { type: String, required: true }, sessionId: { type: String, default: null } },
  setup(props) {
    const port = useMetrics()
    provide(MetricsKey, { ...port, grafanaUrl: props.at })
    return () => h(GrafanaPanels, { sessionId: props.sessionId, windowMs: 900_000 })
  },
})

const shown = (at: string, sessionId: string | null = null, then?: (surface: ShadowRoot) => void) =>
  scene({
    height: 620,
    show: () => h('div', { class: 'dh-metrics' }, [h(WithGrafana, { at, sessionId: sessionId ?? undefined })]),
    then: (_panel, surface) => then?.(surface),
  })

/** Browsers never ask this port: the frame is what a refusal looks like, without a network. */
const REFUSES = 'http://127.0.0.1:9'
export const Refused = shown(REFUSES)
export const RefusedForASession = shown(REFUSES, 's-1')
export const Waiting = scene({
  height: 280,
  show: () => h(GrafanaFrame, { address: REFUSES, name: 'Active sessions', waits: true }),
})
export const PutAway = shown(REFUSES, null, (surface) =>
  surface.querySelector<HTMLElement>('[data-testid="dh-grafana-toggle"]')?.click(),
)
export const SameOrigin = shown('/grafana')
/** The policy of the page: what the browser would say of it is said here. */
export const PageAllowsNoFrames = shown('http://127.0.0.1:1', null, () =>
  document.dispatchEvent(
    Object.assign(new Event('securitypolicyviolation'), {
      disposition: 'enforce',
      effectiveDirective: 'frame-src',
      blockedURI: 'http://127.0.0.1:1',
    }),
  ),
)
