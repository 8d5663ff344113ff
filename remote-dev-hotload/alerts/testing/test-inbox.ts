import { createPinia, setActivePinia } from 'pinia'
import { vi } from 'vitest'
import { shallowReactive, shallowRef } from 'vue'
import { GATEWAY_OFFERS, type Alert, type DiagnosticCode, type ServerOffers } from '../../../contracts/index.ts'
import { createFakeClock } from '../../tests/fake-clock.ts'
import { useAlertStore } from '../alert-store.ts'
import { useOwnAlertStore } from '../own-alert-store.ts'
import type { AlertsPort } from '../ports.ts'

/** The server's time at which the tests begin. */
export const START = Date.parse('2026-01-05T10:00:00Z')

const at = (seconds: number) => new Date(START + seconds * 1_000).toISOString()

/** An alert of its own fingerprint, raised `n` seconds after the start. */
export const testAlert = (n: number, patch: Partial<Alert> = {}): Alert => ({
  alertId: `alert-${n}`,
  fingerprint: `reload.failed:s-${n}`,
  severity: 'WARNING',
  state: 'OPEN',
  title: `Alert ${n}`,
  message: `Message ${n}`,
  sessionId: 's-1',
  pluginId: 'com.powerx.orders',
  count: 1,
  firstRaisedAt: at(n),
  lastRaisedAt: at(n),
  resolvedAt: null,
  acknowledgedBy: null,
  snoozedUntil: null,
  runbookUrl: null,
  logId: null,
  ...patch,
})

/** The `n`th time that one and the same alert is raised. */
export const raisedAgain = (n: number, patch: Partial<Alert> = {}): Alert =>
  testAlert(n, { alertId: 'alert-1', fingerprint: 'storm', firstRaisedAt: at(1), count: n, ...patch })

/** A port with real stores, whose verbs only remember that they were called. */
export function createTestInbox() {
  setActivePinia(createPinia())
  const pending = shallowReactive(new Map<string, 'busy' | DiagnosticCode>())
  const offers = shallowRef<ServerOffers>(GATEWAY_OFFERS)
  const port = {
    offers,
    alerts: useAlertStore(),
    own: useOwnAlertStore(),
    clock: createFakeClock(START),
    skewMs: vi.fn(() => 0),
    load: vi.fn(),
    whyNot: vi.fn<AlertsPort['whyNot']>(() => null),
    acknowledge: vi.fn(),
    snooze: vi.fn(),
    pending,
    askOf: vi.fn<AlertsPort['askOf']>(() => 'acknowledge'),
    retry: vi.fn(),
    dismiss: vi.fn(),
    openSession: vi.fn(),
    openLine: vi.fn(),
    openInbox: vi.fn(),
    runbookOf: vi.fn<AlertsPort['runbookOf']>(() => null),
    notify: null,
  } satisfies AlertsPort
  return port
}

export type TestInbox = ReturnType<typeof createTestInbox>
