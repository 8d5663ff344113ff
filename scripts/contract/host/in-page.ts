import { runHostChecks, type Changeable, type CheckResult, type Trace } from '../../../contracts/host-checks/index.ts'
import { storedTexts } from './stored-texts.ts'

/** What the page can ask of the program that opened it. */
export interface Outside {
  devHotloadChange(name: Changeable): Promise<void>
  /** Addresses that were asked for, and the lines of the console. */
  devHotloadSeen(): Promise<Trace[]>
}

/** Set in the page before anything else runs there. */
export interface InPage {
  record(door: string, host: unknown): void
  /** The door of the host that would be checked; null while there is none. */
  find(door: string | null, hostGlobal: string | null): string | null
  run(door: string | null, hostGlobal: string | null, changeable: readonly Changeable[]): Promise<CheckResult[]>
}

const caught: { door: string; host: unknown }[] = []

function look(door: string | null, hostGlobal: string | null): { door: string; host: unknown } | null {
  if (hostGlobal === null) return caught.find((one) => door === null || one.door === door) ?? null
  const host = hostGlobal
    .split('.')
    .reduce<unknown>((place, name) => (place as Record<string, unknown> | null | undefined)?.[name], window)
  return host === undefined || host === null ? null : { door: `window.${hostGlobal}`, host }
}

const outside = window as unknown as Outside

const contract: InPage = {
  record: (door, host) => void caught.push({ door, host }),
  find: (door, hostGlobal) => look(door, hostGlobal)?.door ?? null,
  async run(door, hostGlobal, changeable) {
    const change = Object.fromEntries(changeable.map((name) => [name, () => outside.devHotloadChange(name)]))
    return runHostChecks(look(door, hostGlobal)?.host, {
      change,
      wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
      back: () => history.back(),
      address: () => location.pathname + location.search + location.hash,
      traces: async () => [...(await storedTexts()), ...(await outside.devHotloadSeen())],
    })
  },
}

Object.assign(window, { devHotloadContract: contract })
