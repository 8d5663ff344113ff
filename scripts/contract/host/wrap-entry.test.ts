import { afterEach, describe, expect, it } from 'vitest'
import { PAGE_GLOBAL, wrapEntry } from './wrap-entry.ts'

const asUrl = (source: string) => `data:text/javascript,${encodeURIComponent(source)}`

/** The container of a remote with doors of every kind, as a module. */
const REMOTE = asUrl(`
  const seen = []
  const dashboard = { name: 'Dashboard', props: { host: Object }, setup: (props) => () => ['drawn', props.host] }
  const doors = {
    './mount': { mount: (element, host) => ({ element, host }), inspectSharing: () => 'shared' },
    './routes': { createDevHotloadRoutes: (host, { base }) => [base, host] },
    './guard': { __esModule: true, default: { evaluateAccess: (host) => ['allow', host] } },
    './SessionDashboard': dashboard,
    './LogStreamPanel': { default: dashboard, LogStreamPanel: dashboard },
  }
  export const init = (scope) => 'started with ' + scope
  export const dynamicLoadingCss = 'css'
  export async function get(door) {
    if (!(door in doors)) throw new Error('no ' + door)
    return () => doors[door]
  }
`)

interface Component {
  name: string
  setup: (props: object, context: object) => () => unknown
}

interface Container {
  init(scope: string): string
  dynamicLoadingCss: string
  get(door: string): Promise<() => never>
}

const world = globalThis as Record<string, unknown>
afterEach(() => void delete world[PAGE_GLOBAL])

async function load(): Promise<{ container: Container; told: unknown[] }> {
  const told: unknown[] = []
  world[PAGE_GLOBAL] = { record: (door: string, host: unknown) => told.push([door, host]) }
  return { container: (await import(asUrl(wrapEntry(REMOTE)))) as Container, told }
}

const host = { apiVersion: '1.0' }

describe('the wrapper of the entry', () => {
  it('starts the real container and has all of its exports', async () => {
    const { container } = await load()
    expect(container.init('scope')).toBe('started with scope')
    expect(container.dynamicLoadingCss).toBe('css')
    await expect(container.get('./nowhere')).rejects.toThrow('no ./nowhere')
  })

  it('tells the host that mount gets, and mounts', async () => {
    const { container, told } = await load()
    const door: { mount: (element: string, host: object) => unknown; inspectSharing: () => string } = (
      await container.get('./mount')
    )()
    expect(door.mount('element', host)).toEqual({ element: 'element', host })
    expect(door.inspectSharing()).toBe('shared')
    expect(told).toEqual([['./mount', host]])
  })

  it('tells the host of routes and guard, wherever the function is exported', async () => {
    const { container, told } = await load()
    const routes: { createDevHotloadRoutes: (host: object, options: object) => unknown } = (
      await container.get('./routes')
    )()
    expect(routes.createDevHotloadRoutes(host, { base: '/x' })).toEqual(['/x', host])
    const guard: { __esModule: boolean; default: { evaluateAccess: (host: object) => unknown } } = (
      await container.get('./guard')
    )()
    expect(guard.default.evaluateAccess(host)).toEqual(['allow', host])
    expect(guard.__esModule).toBe(true)
    expect(told).toEqual([
      ['./routes', host],
      ['./guard', host],
    ])
  })

  it.each([
    ['./SessionDashboard', (door: Component) => door],
    ['./LogStreamPanel', (door: { default: Component }) => door.default],
    ['./LogStreamPanel', (door: { LogStreamPanel: Component }) => door.LogStreamPanel],
  ])('tells the host that the component %s gets, and draws it', async (name, pick) => {
    const { container, told } = await load()
    const component = (pick as (door: unknown) => Component)((await container.get(name))())
    expect(component.setup({ host }, {})()).toEqual(['drawn', host])
    expect(told).toEqual([[name, host]])
  })

  it('changes nothing on a page that nobody checks', async () => {
    const { container } = await load()
    delete world[PAGE_GLOBAL]
    const door: { mount: (element: string, host: object) => unknown } = (await container.get('./mount'))()
    expect(door.mount('element', host)).toEqual({ element: 'element', host })
  })
})
