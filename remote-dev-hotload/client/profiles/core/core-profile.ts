import type { Clock } from '../../../kernel/index.ts'
import { decodeFrame } from '../../decode/index.ts'
import type { Http } from '../../http.ts'
import type { Queries } from '../../queries.ts'
import type { Commands } from '../../rest.ts'
import type { StreamFrame } from '../../stream/index.ts'
import { createCoreCommands } from './core-commands.ts'
import { createCoreQueries } from './core-queries.ts'
import { translateFrame } from './frames.ts'
import { createSightings } from './sightings.ts'
import { createWholeListReader } from './whole-list.ts'

export interface CoreProfileDeps {
  http: Http
  base: string
  clock: Pick<Clock, 'now' | 'monotonic'>
  tenantId: () => string | null
  userId: () => string | null
  signal: AbortSignal
}

/** PowerX Core as it answers today, in the words of the contract. A chunk of its own: most servers are gateways. */
export interface CoreProfile {
  readonly queries: Queries
  readonly commands: Commands
  /** A frame as it came from the network → as the contract has it; null when it is nothing to us. */
  translate(frame: StreamFrame): StreamFrame | null
  /** A frame of the contract that this tab was told: what it says is put to the next answers. */
  learn(frame: StreamFrame): void
  /** The tenant's list names it. The stream tells of all tenants. */
  has(sessionId: string): boolean
  /** The stream has opened: what was listed before may have changed unheard. */
  outdated(): void
}

/** Core tells whole seconds; clocks that differ by less are taken for equal. */
const SAME_CLOCK_MS = 2_000

export function createCoreProfile(deps: CoreProfileDeps): CoreProfile {
  const { http, base, clock } = deps
  const sightings = createSightings()
  let skewMs = 0
  let tenant = deps.tenantId()

  function onTime(serverNow: number): void {
    const skew = serverNow - clock.now()
    skewMs = Math.abs(skew) < SAME_CLOCK_MS ? 0 : skew
  }
  const serverNow = () => clock.now() + skewMs

  /** Nothing of the old tenant is known to the new one. */
  function tenantId(): string | null {
    const now = deps.tenantId()
    if (now !== tenant) {
      tenant = now
      list.forget()
      sightings.clear()
    }
    return now
  }

  const list = createWholeListReader({ ...deps, tenantId: deps.tenantId, onTime })
  function has(sessionId: string): boolean {
    tenantId()
    return list.has(sessionId)
  }
  const queries = createCoreQueries({ ...deps, tenantId, list, sightings, serverNow, onTime })
  return {
    queries,
    commands: createCoreCommands({ http, base, queries, list: { has, outdated: list.outdated } }),
    translate: (frame) => translateFrame(frame, { serverNow: serverNow(), tenantId: tenantId(), sightings }),
    learn(frame) {
      tenantId()
      const decoded = decodeFrame(frame)
      if (!decoded.ok) return
      sightings.learn(decoded.event, clock.now())
      list.outdated()
    },
    has,
    outdated: list.outdated,
  }
}
