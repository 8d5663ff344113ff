import { becomes, fault, OK, open, type CheckWorld, type Found, type HostCheck } from './check.ts'
import { functionAt, memberAt, nameOf } from './members.ts'

const FUNCTIONS = ['current', 'push', 'replace', 'subscribe']

interface Road {
  base: string
  current: () => string
  push: (path: string) => void
  replace: (path: string) => void
  subscribe: (listener: (path: string) => void) => () => void
}

function roadOf(host: unknown): Road | null {
  const [current, push, replace, subscribe] = FUNCTIONS.map((name) => functionAt(host, `navigation.${name}`))
  const base = memberAt(host, 'navigation.basePath')
  if (!current || !push || !replace || !subscribe || typeof base !== 'string') return null
  return { base, current, push, replace, subscribe } as Road
}

const INCOMPLETE = fault('navigation is not complete.')
const marked = ({ base }: Road, mark: string) => `${base}?contractCheck=${mark}`
const isAt = (path: string, mark: string) => path.includes(`contractCheck=${mark}`)

/** Goes where the check wants to, and puts the address back as it was, before the next check listens. */
async function withRoad(
  host: unknown,
  world: CheckWorld,
  work: (road: Road, heard: string[]) => Promise<Found>,
): Promise<Found> {
  const road = roadOf(host)
  if (!road) return INCOMPLETE
  const start = road.current()
  const heard: string[] = []
  const dispose = road.subscribe((path) => heard.push(path))
  try {
    return await work(road, heard)
  } finally {
    dispose()
    road.replace(start)
    await becomes(() => road.current() === start, world)
    await world.wait(50)
  }
}

async function replaces(road: Road, heard: string[], world: CheckWorld): Promise<Found> {
  const before = world.address?.()
  road.replace(marked(road, 'replace'))
  if (!(await becomes(() => isAt(road.current(), 'replace'), world)))
    return fault(`After replace the current path is ${nameOf(road.current())}.`)
  if (!(await becomes(() => heard.some((path) => isAt(path, 'replace')), world)))
    return fault('The listener was not told of the new path.')
  const now = world.address?.()
  return now !== undefined && now === before ? fault('The address of the page stayed as it was.') : OK
}

async function comesBack(road: Road, heard: string[], world: CheckWorld): Promise<Found> {
  const { back } = world
  if (!back) return open('Nobody said how to go back here.')
  road.replace(marked(road, 'first'))
  await becomes(() => isAt(road.current(), 'first'), world)
  road.push(marked(road, 'second'))
  if (!(await becomes(() => isAt(road.current(), 'second'), world)))
    return fault(`After push the current path is ${nameOf(road.current())}.`)
  heard.length = 0
  back()
  if (!(await becomes(() => isAt(road.current(), 'first'), world)))
    return fault(`After Back the current path is ${nameOf(road.current())}, not the one before the push.`)
  return (await becomes(() => heard.some((path) => isAt(path, 'first')), world))
    ? OK
    : fault('The listener was not told that the reader went back.')
}

async function endsListening(road: Road, world: CheckWorld): Promise<Found> {
  const heard: string[] = []
  const dispose = road.subscribe((path) => heard.push(path))
  if (typeof dispose !== 'function')
    return fault(`subscribe returns ${nameOf(dispose)} instead of a function that ends it.`)
  await world.wait(50)
  if (heard.length > 0) return fault('It called the listener although nobody went anywhere.')
  dispose()
  dispose()
  road.replace(marked(road, 'ended'))
  await becomes(() => isAt(road.current(), 'ended'), world)
  await world.wait(50)
  return heard.length === 0 ? OK : fault('It still calls a listener that was ended.')
}

export const NAVIGATION_CHECKS: readonly HostCheck[] = [
  {
    id: 'navigation.form',
    title: 'navigation has basePath, current, push, replace and subscribe',
    fix: 'Give all five; the addresses of the panel live under basePath, e.g. "/dev-hotload".',
    run(host) {
      const base = memberAt(host, 'navigation.basePath')
      if (typeof base !== 'string' || !/^\/[^?#]*$/.test(base)) return fault(`basePath is ${nameOf(base)}.`)
      if (base.length > 1 && base.endsWith('/')) return fault('basePath ends in a slash.')
      const missing = FUNCTIONS.filter((name) => functionAt(host, `navigation.${name}`) === null)
      return missing.length === 0 ? OK : fault(`navigation has no ${missing.join(', no ')}.`)
    },
  },
  {
    id: 'navigation.current',
    title: 'navigation.current gives path, query and hash of now, under basePath',
    fix: 'Give the full path as the router has it, without the origin.',
    run(host, world) {
      const road = roadOf(host)
      if (!road) return INCOMPLETE
      const path = road.current()
      if (typeof path !== 'string' || !path.startsWith('/')) return fault(`It gives ${nameOf(path)}.`)
      if (!path.startsWith(road.base)) return fault(`It gives ${nameOf(path)}, which is not under ${road.base}.`)
      const address = world.address?.()
      return address === undefined || address.endsWith(path)
        ? OK
        : fault(`It gives ${nameOf(path)} at ${nameOf(address)}.`)
    },
  },
  {
    id: 'navigation.replace',
    title: 'navigation.replace changes the address, and subscribe tells of it',
    fix: 'Hand the path to the router, and call every listener once the router is there.',
    run: (host, world) => withRoad(host, world, (road, heard) => replaces(road, heard, world)),
  },
  {
    id: 'navigation.push',
    title: 'navigation.push adds a step to the history, and Back undoes it',
    fix: 'Use push of the router, not replace, and tell of steps that the reader makes as well.',
    run: (host, world) => withRoad(host, world, (road, heard) => comesBack(road, heard, world)),
  },
  {
    id: 'navigation.subscribe',
    title: 'navigation.subscribe reports changes only, and ends when it is told to, even twice',
    fix: 'Do not call a listener when it subscribes; forget it when its dispose is called.',
    run: (host, world) => withRoad(host, world, (road) => endsListening(road, world)),
  },
]
