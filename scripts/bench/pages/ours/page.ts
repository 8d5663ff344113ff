import type { MountHandle, MountOptions, DevHotloadHost } from '../../../../contracts/host.ts'
import { SESSION_ID } from '../../server/identity.ts'
import { newestRow, type StartViewer } from '../viewer.ts'
import { createBenchHost } from './bench-host.ts'

interface Container {
  init(scope: object): void | Promise<void>
  get(door: string): Promise<() => { mount(el: Element, host: DevHotloadHost, options: MountOptions): MountHandle }>
}

const PATIENCE_MS = 20_000

/** The built remote behind its own door `./mount`, in a host that shares nothing with it. */
export const start: StartViewer = async (root, { retention }) => {
  // Nobody could answer the browser's question where to save; an export goes to the downloads instead.
  Object.defineProperty(window, 'showSaveFilePicker', { value: undefined })
  const entry = '/remote/remoteEntry.js'
  const container = (await import(/* @vite-ignore */ entry)) as Container
  await container.init({})
  const { mount } = (await container.get('./mount'))()
  const place = document.createElement('div')
  place.style.cssText = 'flex: 1; min-height: 0'
  root.append(place)
  mount(place, createBenchHost(retention), { view: 'dashboard', sessionId: SESSION_ID })

  const surface = await until(() => withShadow(place))
  const find = (testid: string) => surface.querySelector<HTMLElement>(`[data-testid="${testid}"]`)
  const log = await until(() => find('dh-log'))
  await until(() => find('dh-log-total'))
  await until(() => find('dh-connection')?.matches('[data-state="live"], [data-state="quiet"]') || null)
  return {
    newest: () => newestRow(log.isConnected ? log : (find('dh-log') ?? log), '[data-testid="dh-log-row"]'),
    received() {
      const { total, dropped } = find('dh-log-total')?.dataset ?? {}
      return Number(total ?? 0) + Number(dropped ?? 0)
    },
    field() {
      const search = find('dh-log-search')
      return search instanceof HTMLInputElement ? search : (search?.querySelector('input') ?? null)
    },
    key: '#',
  }
}

function withShadow(place: Element): ShadowRoot | null {
  for (const element of place.querySelectorAll('*')) if (element.shadowRoot) return element.shadowRoot
  return null
}

async function until<T>(look: () => T | null | undefined): Promise<T> {
  const begun = performance.now()
  for (;;) {
    const found = look()
    if (found !== null && found !== undefined) return found
    if (performance.now() - begun > PATIENCE_MS) throw new Error(`The panel did not come up: ${look.toString()}`)
    await new Promise((resolve) => requestAnimationFrame(resolve))
  }
}
