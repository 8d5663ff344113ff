import type { HostBreadcrumb, HostTelemetry } from '../../../contracts/host.ts'
import { version } from '../../../package.json'
import { plainWords, withoutWords } from './quiet-error.ts'

type Metric = Parameters<HostTelemetry['metric']>

/** What makes texts from outside fit to leave. */
export interface Masks {
  text(text: string): string
  crumb(crumb: HostBreadcrumb): HostBreadcrumb
  metric(metric: Metric, release: string): Metric
}

/**
 * The only way out to the shell's telemetry. Exceptions leave at once, as a kind, a code and places in the code. Texts
 * from outside (ids of a server, tags) wait until the rules that mask them are there: they come with the panel.
 */
export interface TelemetryOutlet extends HostTelemetry {
  /** What this page runs, `name@version+build`; without the build while nobody has asked for it. */
  release: string
  /** The views that are shown now. An exception is of all of them: they share one panel. */
  readonly doors: Set<() => string>
  /** From here on crumbs and metrics leave, masked; those that wait leave first. */
  open(masks: Masks): void
}

/** More of them than this are not kept waiting. */
const MOST_HELD = 50

/** Telemetry that fails is told to nobody: telling is what failed. */
export function createOutlet(shell: () => HostTelemetry | undefined): TelemetryOutlet {
  let masks: Masks | null = null
  let held: ((masks: Masks) => void)[] = []

  function tell(run: (to: HostTelemetry) => unknown): void {
    try {
      const to = shell()
      const answer = to && run(to)
      if (answer instanceof Promise) answer.catch(() => {})
    } catch {
      // See above.
    }
  }

  function masked(run: (masks: Masks) => void): void {
    if (masks) run(masks)
    else if (held.length < MOST_HELD) held.push(run)
  }

  const outlet: TelemetryOutlet = {
    release: `dev-hotload@${version}`,
    doors: new Set(),
    breadcrumb: (crumb) => masked((masks) => tell((to) => to.breadcrumb(masks.crumb(crumb)))),
    metric: (...metric) => masked((masks) => tell((to) => to.metric(...masks.metric(metric, outlet.release)))),
    exception: (error, context) =>
      tell((to) => {
        const { code = 'DH_VIEW_001', ...more } = plainWords(context)
        const door = [...new Set([...outlet.doors].map((doorOf) => doorOf()))].join('+') || 'none'
        const quiet = withoutWords(error, code)
        quiet.stack = masks?.text(quiet.stack ?? '') ?? quiet.stack
        return to.exception(quiet, { code, ...more, door, release: outlet.release })
      }),
    open(own) {
      masks = own
      const waiting = held
      held = []
      for (const run of waiting) run(own)
    },
  }
  return outlet
}
