import { fault, OK, open, type HostCheck } from './check.ts'
import { becomes } from './check.ts'
import { functionAt, isObject, memberAt, nameOf } from './members.ts'

type Rule = (value: unknown) => string | null

const FLAG_WORDS = ['1', 'true', 'on', 'yes', '0', 'false', 'off', 'no', '']

const isFlag: Rule = (value) =>
  FLAG_WORDS.includes(String(value).trim().toLowerCase()) ? null : 'is neither on nor off, and counts as off'
const isUrl: Rule = (value) =>
  typeof value === 'string' && /^(https?:\/\/|\/(?!\/))\S*$/.test(value)
    ? null
    : 'is neither an http(s) address nor a path of this origin'
const isProfile: Rule = (value) =>
  ['auto', 'gateway', 'core'].includes(String(value).toLowerCase()) ? null : 'is not auto, gateway or core'
const isWhole =
  (least: number, most: number): Rule =>
  (value) => {
    const number = typeof value === 'boolean' ? NaN : Number(value)
    return Number.isInteger(number) && number >= least && number <= most
      ? null
      : `is not a whole number between ${least} and ${most}`
  }

/** Every key of the contract and the values that it takes. */
const KEYS: Readonly<Record<string, Rule>> = {
  PX_ADMIN_DEV_MODE: isFlag,
  PX_DEV_PLUGIN_HOTLOAD: isFlag,
  PX_DEV_API_BASE_URL: isUrl,
  PX_DEV_API_PROFILE: isProfile,
  PX_DEV_GRAPHQL_URL: isUrl,
  PX_DEV_SSE_URL: isUrl,
  PX_DEV_GRAFANA_URL: isUrl,
  PX_DEV_RUNBOOK_URL: isUrl,
  PX_DEV_METRICS_REFRESH_MS: isWhole(1_000, 600_000),
  PX_DEV_LOG_RETENTION_LIMIT: isWhole(1_000, 1_000_000),
}

const entriesOf = (host: unknown) => {
  const config = memberAt(host, 'config')
  return isObject(config) ? Object.entries(config).filter(([, value]) => value !== undefined) : null
}

export const CONFIG_CHECKS: readonly HostCheck[] = [
  {
    id: 'config.values',
    title: 'config holds values that the panel can use',
    fix: 'Correct the key, or leave it out: the panel then uses its default and shows DH_CONFIG_001 otherwise.',
    run(host) {
      const entries = entriesOf(host)
      if (!entries) return fault(`config is ${nameOf(memberAt(host, 'config'))}.`)
      const wrong = entries.flatMap(([key, value]) => {
        if (!['string', 'number', 'boolean'].includes(typeof value)) return [`${key} is ${nameOf(value)}`]
        const complaint = value === '' ? null : (KEYS[key]?.(value) ?? null)
        return complaint === null ? [] : [`${key} ${complaint}`]
      })
      return wrong.length === 0 ? OK : fault(`${wrong.join('; ')}.`)
    },
  },
  {
    id: 'config.keys',
    title: 'config has no key of the panel that is spelled wrongly',
    fix: 'Compare the key with the list in docs/contracts.md.',
    run(host) {
      const unknown = (entriesOf(host) ?? []).map(([key]) => key).filter((key) => /^PX_DEV_/.test(key) && !KEYS[key])
      return unknown.length === 0 ? OK : fault(`The panel does not know ${unknown.join(', ')}.`)
    },
  },
  {
    id: 'config.secrets',
    title: 'config holds no secret',
    fix: 'Take it out. The panel asks auth.getAccessToken for a token, at each request.',
    run(host) {
      const found = (entriesOf(host) ?? []).filter(
        ([key, value]) =>
          /token|secret|password|api_?key/i.test(key) ||
          /^ey[\w-]+\.ey[\w-]+\.|\/\/[^/\s@]+:[^/\s@]+@/.test(String(value)),
      )
      return found.length === 0 ? OK : fault(`There seems to be one in ${found.map(([key]) => key).join(', ')}.`)
    },
  },
  {
    id: 'config.changes',
    title: 'onConfigChange tells of a change, and no more once it was ended',
    fix: 'Call every listener after config has its new value, and forget a listener when its dispose is called.',
    async run(host, world) {
      const subscribe = functionAt(host, 'onConfigChange')
      if (!subscribe) return open('The shell has no onConfigChange: a flag is read when the panel is opened.')
      let heard = 0
      const dispose = subscribe(() => heard++)
      if (typeof dispose !== 'function') return fault('It returns no function that ends it.')
      const change = world.change?.config
      if (!change) {
        void dispose()
        return open('Nobody said how to change a key here.')
      }
      await change()
      const told = await becomes(() => heard > 0, world)
      void dispose()
      void dispose()
      const before = heard
      await change()
      await world.wait(100)
      if (!told) return fault('A key was changed and nobody was told.')
      return heard === before ? OK : fault('It still tells after it was ended.')
    },
  },
]
