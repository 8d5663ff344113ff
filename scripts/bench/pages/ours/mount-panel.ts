import type { DevHotloadHost, MountHandle, MountOptions } from '../../../../contracts/host.ts'

type MountDoor = (el: Element, host: DevHotloadHost, options: MountOptions) => MountHandle

interface Container {
  init(scope: object): void | Promise<void>
  get(door: string): Promise<() => { mount: MountDoor }>
}

const PATIENCE_MS = 20_000

/** Finds an element of the panel by its test id. */
export type FindInPanel = (testid: string) => HTMLElement | null

/** The built remote's door `./mount`, for a host that shares nothing with it. */
export async function loadDoor(): Promise<MountDoor> {
  const entry = '/remote/remoteEntry.js'
  const container = (await import(/* @vite-ignore */ entry)) as Container
  await container.init({})
  return (await container.get('./mount'))().mount
}

/** Mounts the built remote through its own door `./mount`, in a host that shares nothing with it, and waits until it is live. */
export async function mountPanel(root: HTMLElement, host: DevHotloadHost, options: MountOptions): Promise<FindInPanel> {
  const mount = await loadDoor()
  const place = document.createElement('div')
  place.style.cssText = 'flex: 1; min-height: 0'
  root.append(place)
  mount(place, host, options)
  const surface = await until(() => withShadow(place))
  const find: FindInPanel = (testid) => surface.querySelector<HTMLElement>(`[data-testid="${testid}"]`)
  await until(() => find('dh-connection')?.matches('[data-state="live"], [data-state="quiet"]') || null)
  return find
}

/** The field itself, or the one inside of it. */
export function fieldIn(element: HTMLElement | null): HTMLInputElement | null {
  return element instanceof HTMLInputElement ? element : (element?.querySelector('input') ?? null)
}

function withShadow(place: Element): ShadowRoot | null {
  for (const element of place.querySelectorAll('*')) if (element.shadowRoot) return element.shadowRoot
  return null
}

/** Looks once a frame until there is something. Rejects when nothing comes. */
export async function until<T>(look: () => T | null | undefined): Promise<T> {
  const begun = performance.now()
  for (;;) {
    const found = look()
    if (found !== null && found !== undefined) return found
    if (performance.now() - begun > PATIENCE_MS) throw new Error(`The panel did not come up: ${look.toString()}`)
    await new Promise((resolve) => requestAnimationFrame(resolve))
  }
}
