import { becomes, fault, OK, open, type CheckWorld, type Found, type HostCheck } from './check.ts'
import { functionAt, isObject, nameOf, sameData } from './members.ts'

type Watched = 'user' | 'tenant' | 'locale' | 'theme'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const isName = (value: unknown) => typeof value === 'string' && value !== ''

/** What is wrong with a value that `get` gave; null when nothing is. */
const COMPLAINTS: Readonly<Record<Watched, (value: unknown) => string | null>> = {
  user(value) {
    if (value === null) return null
    if (!isObject(value)) return `It gives ${nameOf(value)} instead of a user or null.`
    if (!isName(value['id']) || !isName(value['name'])) return 'The user needs an id and a name, both texts.'
    const list: unknown = value['permissions']
    return Array.isArray(list) && list.every((one) => typeof one === 'string')
      ? null
      : `permissions is ${nameOf(list)} instead of a list of texts.`
  },
  tenant(value) {
    if (value === null) return null
    if (!isObject(value)) return `It gives ${nameOf(value)} instead of a tenant or null.`
    if (!isName(value['name'])) return 'The tenant needs a name.'
    return UUID.test(String(value['id'])) ? null : `The id is ${nameOf(value['id'])}; X-Tenant-ID takes a UUID only.`
  },
  locale: (value) => (isName(value) ? null : `It gives ${nameOf(value)} instead of a language such as "en-US".`),
  theme: (value) =>
    value === 'light' || value === 'dark' ? null : `It gives ${nameOf(value)} instead of light or dark.`,
}

async function staysQuiet(host: unknown, name: Watched, world: CheckWorld): Promise<Found> {
  const subscribe = functionAt(host, `${name}.subscribe`)
  if (!subscribe) return fault(`${name} has no subscribe.`)
  let heard = 0
  const dispose = subscribe(() => heard++)
  if (typeof dispose !== 'function')
    return fault(`subscribe returns ${nameOf(dispose)} instead of a function that ends it.`)
  await world.wait(50)
  void dispose()
  void dispose()
  return heard === 0 ? OK : fault('It called the listener although nothing had changed.')
}

async function tells(host: unknown, name: Watched, world: CheckWorld): Promise<Found> {
  const [get, subscribe] = [functionAt(host, `${name}.get`), functionAt(host, `${name}.subscribe`)]
  const change = world.change?.[name]
  if (!get || !subscribe) return fault(`${name} has no get and subscribe.`)
  if (!change) return open(`Nobody said how to change the ${name} here.`)
  const before = get()
  const [kept, ended]: [unknown[], unknown[]] = [[], []]
  const disposeKept = subscribe((value: unknown) => kept.push(value)) as () => void
  const disposeEnded = subscribe((value: unknown) => ended.push(value)) as () => void
  await change()
  const told = await becomes(() => kept.length > 0 && !sameData(get(), before), world)
  const now = get()
  const last = kept.at(-1)
  disposeEnded()
  disposeEnded()
  const heardBefore = ended.length
  await change()
  await becomes(() => sameData(get(), before), world)
  disposeKept()
  if (!told) return fault(sameData(now, before) ? `get still gives the old ${name}.` : 'The listener was not called.')
  if (!sameData(last, now)) return fault(`The listener heard ${nameOf(last)} while get gives ${nameOf(now)}.`)
  return ended.length === heardBefore ? OK : fault('It still calls a listener that was ended.')
}

const checksOf = (name: Watched): HostCheck[] => [
  {
    id: `${name}.get`,
    title: `${name}.get gives what the contract says`,
    fix: `Give the ${name} of now, in the shape of contracts/host.ts; ask again at each call.`,
    run(host) {
      const get = functionAt(host, `${name}.get`)
      if (!get) return fault(`${name} has no get.`)
      const value = get()
      if (value instanceof Promise) return fault('It gives a promise; the value has to be there at once.')
      const complaint = COMPLAINTS[name](value)
      return complaint === null ? OK : fault(complaint)
    },
  },
  {
    id: `${name}.quiet`,
    title: `${name}.subscribe reports changes only, and can be ended twice`,
    fix: 'Do not call a listener when it subscribes (in Vue: watch without immediate); let a second dispose do nothing.',
    run: (host, world) => staysQuiet(host, name, world),
  },
  {
    id: `${name}.changes`,
    title: `${name}.subscribe tells of a change, and no more once it was ended`,
    fix: 'Call every listener with the new value after get gives it, and forget a listener when its dispose is called.',
    run: (host, world) => tells(host, name, world),
  },
]

export const WATCHED_CHECKS: readonly HostCheck[] = (['user', 'tenant', 'locale', 'theme'] as const).flatMap(checksOf)
