import type { HostBreadcrumb, HostEscalation, HostTelemetry } from '../../../../contracts/host.ts'
import type { SentryDesk } from '../telemetry/start-sentry.ts'

const KEPT = 200

export interface MetricNote {
  name: string
  value: number
  unit: string
  tags: Record<string, string>
}

export interface ExceptionNote {
  message: string
  stack?: string
  context: Record<string, string>
}

/** The newest 200 of each kind, oldest first. */
export interface TelemetryLog {
  crumbs: readonly HostBreadcrumb[]
  metrics: readonly MetricNote[]
  exceptions: readonly ExceptionNote[]
  escalations: readonly HostEscalation[]
  /** Faults that reached the shell's own handler; there should be none. */
  shellErrors: readonly ExceptionNote[]
  /** Breaches of the page's policy; there should be none. */
  violations: readonly string[]
}

export interface TelemetryKeeper {
  log: TelemetryLog
  sink: HostTelemetry
  escalate(escalation: HostEscalation): void
  shellError(error: unknown, where: string): void
  violation(what: string): void
}

const keep = <T>(list: T[], entry: T): void => {
  list.push(entry)
  if (list.length > KEPT) list.splice(0, list.length - KEPT)
}

const noteOf = (error: unknown, context: Record<string, string>): ExceptionNote =>
  error instanceof Error ? { message: error.message, stack: error.stack, context } : { message: String(error), context }

/** Keeps what it is told for tests, and hands it on to the shell's Sentry, whose transport ends in memory too. */
export function createTelemetryKeeper(sentry: Pick<SentryDesk, 'panel' | 'shellError'>): TelemetryKeeper {
  const crumbs: HostBreadcrumb[] = []
  const metrics: MetricNote[] = []
  const exceptions: ExceptionNote[] = []
  const escalations: HostEscalation[] = []
  const shellErrors: ExceptionNote[] = []
  const violations: string[] = []
  return {
    log: { crumbs, metrics, exceptions, escalations, shellErrors, violations },
    sink: {
      breadcrumb(crumb) {
        keep(crumbs, { ...crumb })
        sentry.panel.breadcrumb(crumb)
      },
      metric(name, value, unit, tags = {}) {
        keep(metrics, { name, value, unit, tags: { ...tags } })
        sentry.panel.metric(name, value, unit, tags)
      },
      exception(error, context = {}) {
        keep(exceptions, noteOf(error, { ...context }))
        sentry.panel.exception(error, context)
      },
    },
    escalate: (escalation) => keep(escalations, { ...escalation }),
    shellError(error, where) {
      keep(shellErrors, noteOf(error, { where }))
      sentry.shellError(error)
    },
    violation: (what) => keep(violations, what),
  }
}
