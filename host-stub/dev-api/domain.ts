import { createAlertActions } from './alerts/alert-actions.ts'
import { createAlertDesk } from './alerts/alert-desk.ts'
import { createAlertRules } from './alerts/alert-rules.ts'
import { createAudit } from './audit/audit.ts'
import { createPanelReports } from './audit/panel-reports.ts'
import type { Clock } from './clock.ts'
import type { AlertTargets } from './escalation/alert-targets.ts'
import type { Dispatcher } from './escalation/dispatcher.ts'
import { createEscalation } from './escalation/escalation.ts'
import type { Limits } from './limits.ts'
import { createIngest } from './logs/ingest.ts'
import { createMetrics } from './metrics/metrics.ts'
import { createPulse } from './metrics/pulse.ts'
import { createSeries } from './metrics/series.ts'
import type { Random } from './random.ts'
import { createCommands } from './sessions/commands.ts'
import { createDeadlines } from './sessions/deadlines.ts'
import { createEndSession } from './sessions/end-session.ts'
import { createRegister } from './sessions/register.ts'
import { createReportReload } from './sessions/report-reload.ts'
import { createSessionList } from './sessions/session-list.ts'
import { createSessionNews } from './sessions/session-news.ts'
import { createSessionView } from './sessions/session-view.ts'
import type { SessionTiming } from './sessions/timing.ts'
import { createVitality } from './sessions/vitality.ts'
import type { Storage } from './storage.ts'

export interface DomainDeps extends Storage {
  clock: Clock
  random: Random
  timing: SessionTiming
  limits: Limits
  targets: AlertTargets
  dispatcher: Dispatcher
}

/** Puts the rules together: what happens when a CLI, a person or the clock says something. */
export const createDomain = (deps: DomainDeps) => {
  const { db, hub, clock, random, events, store, reloads, alerts, rates, runs, timing, limits } = deps
  const views = createSessionView(reloads, rates)
  const news = createSessionNews(events, views)
  const desk = createAlertDesk({ db, clock, random, events, store: alerts })
  const rules = createAlertRules({ db, clock, desk, alerts, sessions: store, rates, timing })
  const audit = createAudit({ db, clock, random, events })
  const sessionDeps = { ...deps, commands: deps.commandStore, news, rules }
  const vitality = createVitality(sessionDeps)
  const endSession = createEndSession(sessionDeps)
  const metrics = createMetrics({ ...sessionDeps, series: createSeries(db, runs) })
  const escalation = createEscalation(deps)
  const ingestDeps = { retention: limits.logRetention, stragglerMs: timing.stragglerMs }
  return {
    views,
    news,
    desk,
    rules,
    audit,
    vitality,
    endSession,
    metrics,
    list: createSessionList(db, clock, timing),
    register: createRegister({ ...sessionDeps, news }),
    reportReload: createReportReload({ ...sessionDeps, vitality }),
    ingest: createIngest({ ...sessionDeps, sessions: store, vitality, ...ingestDeps }),
    commands: createCommands({ ...sessionDeps, audit, vitality, endSession }),
    deadlines: createDeadlines({ ...sessionDeps, endSession }),
    alertActions: createAlertActions({ db, clock, alerts, sessions: store, desk, audit }),
    reports: createPanelReports({ db, clock, random, sessions: store, audit, escalation }),
    pulse: createPulse({ db, hub, events, sessions: store, views, news, metrics }),
  }
}

export type Domain = ReturnType<typeof createDomain>
