import type { Alert } from '../../../../contracts/index.ts'
import { SESSION_ID, TENANT_ID } from '../identity.ts'
import type { AlertWrite } from '../messages.ts'
import { createRandom } from '../random.ts'
import type { Readers } from '../readers.ts'
import { planAlerts, type AlertStep } from './plan-alerts.ts'

export interface AlertScenarioDeps {
  readers: Pick<Readers, 'write'>
  /** Ms since the epoch, with fractions. */
  now: () => number
  onDone: (writes: AlertWrite[]) => void
}

/** The alerts of the tenant: what there is to ask for, and critical ones that are told while a page is watched. */
export interface AlertScenario {
  /** Newest first; none before `load`. */
  list(): Alert[]
  /** An old warning, so that a list has a row before anything happens. */
  load(): void
  /** Tells of so many causes, one after the other. */
  raise(causes: number): void
  clear(): void
}

const SEED = 20_261_127

const iso = (at: number): string => new Date(at).toISOString()

function makeAlert(no: number, at: number, severity: Alert['severity'] = 'CRITICAL'): Alert {
  return {
    alertId: `al-${no}`,
    fingerprint: `bench.cause-${no}:com.powerx.orders`,
    severity,
    state: 'OPEN',
    title: `Orders do not answer (${no})`,
    message: 'src/routes/orders.ts:41:7 timeout after 3000ms',
    sessionId: SESSION_ID,
    pluginId: 'com.powerx.orders',
    count: 1,
    firstRaisedAt: iso(at),
    lastRaisedAt: iso(at),
    resolvedAt: null,
    acknowledgedBy: null,
    snoozedUntil: null,
    runbookUrl: null,
    logId: null,
  }
}

/** Without an id of its own: the numbers of the stream belong to the lines. */
const encodeAlert = (type: 'AlertRaised' | 'AlertUpdated' | 'AlertResolved', alert: Alert, at: number): string =>
  `event: ${type}\ndata: ${JSON.stringify({ type, sessionId: alert.sessionId, tenantId: TENANT_ID, ts: iso(at), payload: alert })}\n\n`

export function createAlertScenario({ readers, now, onDone }: AlertScenarioDeps): AlertScenario {
  const alerts = new Map<string, Alert>()
  let open: string[] = []
  let writes: AlertWrite[] = []
  let made = 0
  let timer: NodeJS.Timeout | null = null

  const keep = (alert: Alert): Alert => {
    alerts.set(alert.alertId, alert)
    return alert
  }

  const countOpen = (): number => [...alerts.values()].filter(({ state }) => state === 'OPEN').length

  function resolveAll(at: number): void {
    const text = open.map((id) =>
      encodeAlert('AlertResolved', keep({ ...alerts.get(id)!, state: 'RESOLVED', resolvedAt: iso(at) }), at),
    )
    open = []
    writes.push({ kind: 'resolve', at, alertId: '', count: 0, open: countOpen() })
    readers.write('contract', text.join(''))
  }

  function write(step: AlertStep): void {
    const at = now()
    if (step.kind === 'resolve') return resolveAll(at)
    const known = step.kind === 'again' ? alerts.get(open[step.which]!)! : null
    const alert = keep(known ? { ...known, count: known.count + 1, lastRaisedAt: iso(at) } : makeAlert(++made, at))
    if (!known) open.push(alert.alertId)
    writes.push({ kind: step.kind, at, alertId: alert.alertId, count: alert.count, open: countOpen() })
    readers.write('contract', encodeAlert(known ? 'AlertUpdated' : 'AlertRaised', alert, at))
  }

  function run([step, ...rest]: readonly AlertStep[]): void {
    timer = null
    if (!step) return onDone(writes)
    timer = setTimeout(() => {
      write(step)
      run(rest)
    }, step.afterMs)
  }

  function clear(): void {
    if (timer !== null) clearTimeout(timer)
    timer = null
    alerts.clear()
    open = []
    writes = []
    made = 0
  }

  return {
    list: () => [...alerts.values()].sort((a, b) => b.lastRaisedAt.localeCompare(a.lastRaisedAt)),
    load() {
      clear()
      keep(makeAlert(0, now() - 600_000, 'WARNING'))
    },
    raise: (causes) => run(planAlerts(causes, createRandom(SEED))),
    clear,
  }
}
