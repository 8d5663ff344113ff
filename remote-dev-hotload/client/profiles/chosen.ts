import { err } from '../../kernel/index.ts'
import type { AlertActs } from '../alert-acts.ts'
import { apiError } from '../api-error.ts'
import type { AuditReports } from '../audit-reports.ts'
import type { Notifications } from '../notifications.ts'
import type { Queries } from '../queries.ts'
import type { Commands } from '../rest.ts'
import type { StreamFrame } from '../stream/index.ts'
import type { ProfileChoice } from './choice.ts'
import { notOffered } from './not-offered.ts'

/** The questions of the panel, to whichever server there is. */
export function chosenQueries(choice: ProfileChoice): Queries {
  return {
    sessions: choice.sessions,
    session: (sessionId) => choice.ask((queries) => queries.session(sessionId)),
    reloads: (...wish) => choice.ask((queries) => queries.reloads(...wish)),
    logs: (variables) => choice.ask((queries) => queries.logs(variables)),
    metrics: (variables) => choice.ask((queries) => queries.metrics(variables)),
    alerts: (variables) => choice.ask((queries) => queries.alerts(variables)),
    audit: (...wish) => choice.ask((queries) => queries.audit(...wish)),
  }
}

/** A command is not there to find out which server it goes to: that is asked before. */
export function chosenCommands(choice: ProfileChoice, gateway: Commands): Commands {
  async function of(): Promise<
    { ok: true; value: Commands } | Exclude<Awaited<ReturnType<typeof choice.find>>, { ok: true }>
  > {
    const found = await choice.find()
    if (!found.ok) return found
    if (found.value === 'gateway') return { ok: true, value: gateway }
    const core = await choice.coreLoaded()
    return core.ok ? { ok: true, value: core.value.commands } : core
  }
  async function run<T>(command: (commands: Commands) => Promise<T>) {
    const commands = await of()
    return commands.ok ? command(commands.value) : commands
  }
  return {
    terminate: (request) => run((commands) => commands.terminate(request)),
    reload: (request) => run((commands) => commands.reload(request)),
    refreshMetrics: (request) => run((commands) => commands.refreshMetrics(request)),
  }
}

type Load<T> = (again: boolean) => Promise<T>

/** Of a gateway only; its code comes from the server of the panel, once it is needed. `again` after a failure. */
function ofGateway<P>(choice: ProfileChoice, load: Load<P>) {
  let hasFailed = false
  return async function run<T>(use: (part: P) => Promise<T>) {
    const found = await choice.find()
    if (!found.ok) return found
    if (found.value !== 'gateway') return notOffered()
    const part = await load(hasFailed).catch(() => null)
    hasFailed = part === null
    return part ? use(part) : err(apiError('DH_LOAD_001'))
  }
}

export function chosenAlertActs(choice: ProfileChoice, load: Load<AlertActs>): AlertActs {
  const run = ofGateway(choice, load)
  return {
    acknowledge: (alertId) => run((acts) => acts.acknowledge(alertId)),
    snooze: (...wish) => run((acts) => acts.snooze(...wish)),
  }
}

/** Core tells nobody: who has to hear of it is left to the shell. */
export function chosenNotifications(choice: ProfileChoice, load: Load<Notifications>): Notifications {
  const run = ofGateway(choice, load)
  return { send: (notification) => run((notifications) => notifications.send(notification)) }
}

/** Without a record there is nothing to record, and without a receipt nothing leaves the panel. */
export function chosenReports(choice: ProfileChoice, gateway: AuditReports): AuditReports {
  return {
    async record(report) {
      const found = await choice.find()
      if (!found.ok) return found
      return found.value === 'gateway' ? gateway.record(report) : notOffered()
    },
  }
}

/**
 * A frame as this kind of server means it. While nobody knows which kind it is, a frame without a name and a number
 * is left out: it can only be read by who knows, and then the list is asked for anyway.
 */
export function readFrame(choice: ProfileChoice, frame: StreamFrame): StreamFrame | null {
  if (choice.known() === 'gateway') return frame
  const core = choice.core()
  if (core) return core.translate(frame)
  return frame.ownId === null && frame.event === 'message' ? null : frame
}
