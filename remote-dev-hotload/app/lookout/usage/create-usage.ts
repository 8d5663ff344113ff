import { calmHost } from '../../gate/calm-host.ts'
import { MASKS } from '../../telemetry/masks.ts'
import { askOwnRelease } from '../../telemetry/own-release.ts'
import { watchPhases } from '../../telemetry/watch-phases.ts'
import type { Lookout, LookoutDeps } from '../create-lookout.ts'
import { createLevels, type TellMetric } from './report-levels.ts'
import { TERMINATE_LATENCY_MS, USAGE_METRICS } from './usage-metrics.ts'

/**
 * The metrics of the specification, through the shell's telemetry. They wait until it is known which build this is:
 * every value is tagged with it.
 */
export function createUsage(deps: LookoutDeps, askRelease: () => Promise<string | null> = askOwnRelease): Lookout {
  const { host, stores, tenantId, onFault } = deps
  const { telemetry } = calmHost(host)
  telemetry.open(MASKS)
  let isOver = false

  const known = askRelease()
    .then((release) => void (telemetry.release = release ?? telemetry.release))
    .catch(onFault)

  const tell: TellMetric = (name, value) => {
    const tenant = tenantId()
    void known.then(() => {
      if (isOver || !Number.isFinite(value)) return
      telemetry.metric(name, value, USAGE_METRICS[name].unit, tenant === null ? {} : { tenant })
    })
  }

  const levels = createLevels(deps, tell)
  const endPhases = watchPhases(stores.commands, ({ kind, phase, requestedAt, endedAt }) => {
    if (kind !== 'terminate' || phase !== 'done' || endedAt === null) return
    // The wall clock may have been set back meanwhile.
    tell(TERMINATE_LATENCY_MS, Math.max(0, endedAt - requestedAt))
  })

  return {
    changeScope: levels.changeScope,
    dispose() {
      isOver = true
      endPhases()
      levels.dispose()
    },
  }
}
