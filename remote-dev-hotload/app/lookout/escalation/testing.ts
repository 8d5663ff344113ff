import { shallowRef } from 'vue'
import type { DiagnosticCode, HostEscalation } from '../../../../contracts/index.ts'
import { createDigest, type Notification, type StreamStatus, type TabRole } from '../../../client/index.ts'
import { createEmitter, err, ok } from '../../../kernel/index.ts'
import { createFakeClock, type FakeClock } from '../../../tests/fake-clock.ts'
import type { Cause } from '../rules/cause.ts'
import { createEscalation } from './create-escalation.ts'
import { createEscalationShelf } from './escalation-book.ts'

/** A `localStorage` that all tabs of a test share. */
export function memoryStorage(options: { fails?: boolean } = {}) {
  const kept = new Map<string, string>()
  const storage = {
    get length() {
      return kept.size
    },
    key: (index: number) => [...kept.keys()][index] ?? null,
    getItem: (name: string) => kept.get(name) ?? null,
    setItem(name: string, value: string) {
      if (options.fails) throw new Error('full')
      kept.set(name, value)
    },
    removeItem: (name: string) => void kept.delete(name),
  }
  return { kept, storage }
}

/** A server that takes each key once, as the contract says, and the shells of all tabs. */
export function notificationServer() {
  const routed: Notification[] = []
  const asked: Notification[] = []
  const escalated: HostEscalation[] = []
  const state = { refuses: null as DiagnosticCode | null, retryAfterMs: null as number | null, hangs: false }
  return {
    ...{ routed, asked, escalated, state },
    async send(notification: Notification) {
      asked.push(notification)
      if (state.hangs) await new Promise(() => {})
      if (state.refuses)
        return err({ code: state.refuses, status: 0, requestId: null, retryAfterMs: state.retryAfterMs })
      if (!routed.some(({ key }) => key === notification.key)) routed.push(notification)
      return ok({ notificationId: notification.key, routedTo: [] })
    },
  }
}

export const statusOf = (name: StreamStatus['name']): StreamStatus => ({
  ...{ name, failures: 0, nextAttemptAt: null, lastEventAt: null, downSince: null, code: null },
})

export interface TabOptions {
  clock: FakeClock
  server: ReturnType<typeof notificationServer>
  storage: ReturnType<typeof memoryStorage>['storage'] | null
  role?: TabRole
  status?: StreamStatus['name']
  user?: string
}

/** The escalation of one tab, and what happens around it. */
export function openTab({ clock, server, storage, role = 'leader', status = 'live', user = 'u-1' }: TabOptions) {
  const connection = shallowRef(statusOf(status))
  const roles = createEmitter<TabRole>()
  const who = { tenant: 't-1' as string | null, user }
  const state = { role }
  const scope = () => (who.tenant === null ? null : `${who.tenant}\n${who.user}`)
  const escalation = createEscalation({
    ...{ clock, connection },
    host: { escalate: (one) => void server.escalated.push(one) },
    client: {
      stream: { role: () => state.role, onRole: roles.subscribe },
      notifications: { send: server.send },
    },
    shelf: createEscalationShelf({ storage, scope, digest: createDigest(), now: clock.now }),
    tenantId: () => who.tenant,
    isOffline: () => connection.value.name === 'offline',
    random: () => 0.5,
    onFault(error) {
      throw error
    },
  })
  return {
    ...escalation,
    who,
    become: (name: StreamStatus['name']) => void (connection.value = statusOf(name)),
    lead(next: TabRole = 'leader') {
      state.role = next
      roles.emit(next)
    },
  }
}

export const streamCause = (clock: FakeClock, patch: Partial<Cause> = {}): Cause => ({
  ...{ kind: 'stream.disconnected', severity: 'critical', since: clock.now() - 61_000, count: 3, sessionId: null },
  ...{ mark: String(Math.floor((clock.now() - 61_000) / 60_000)), details: { code: 'DH_ALERT_001' } },
  ...patch,
})

export const terminateCause = (patch: Partial<Cause> = {}): Cause => ({
  ...{ kind: 'terminate.failing', severity: 'critical', since: 1_700_000_000_000, count: 3, sessionId: 's-1' },
  ...{ mark: 'key-1', details: { code: 'DH_ALERT_002' } },
  ...patch,
})

/** Lets all promises run that wait for nothing. */
export async function settle(): Promise<void> {
  for (let i = 0; i < 20; i++) await Promise.resolve()
}

/** One browser, its storage and the server that it speaks with; time passes when it is told to. */
export function createBrowser() {
  const clock = createFakeClock()
  const server = notificationServer()
  const { storage, kept } = memoryStorage()
  async function open(options: Partial<TabOptions> = {}) {
    const tab = openTab({ clock, server, storage, ...options })
    await settle()
    return tab
  }
  async function pass(ms: number): Promise<void> {
    for (let left = ms; left > 0; left -= 1_000) {
      clock.advance(Math.min(left, 1_000))
      await settle()
    }
  }
  return { clock, server, kept, open, pass }
}
