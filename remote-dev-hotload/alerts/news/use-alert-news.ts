import { computed, onScopeDispose, shallowRef, watch } from 'vue'
import { useText } from '../../ui/index.ts'
import { isOwnAlert, lastOf, type InboxAlert } from '../inbox-alert.ts'
import type { AlertsPort } from '../ports.ts'
import { useAlertWords } from '../use-alert-words.ts'
import { criticalOnes, keyOfNews } from './critical-ones.ts'
import type { DesktopNote, DesktopNotes } from './desktop-notes.ts'
import { deskOf } from './news-desk.ts'

export interface AlertNewsOptions {
  readonly port: AlertsPort
  readonly notes: DesktopNotes
  /** A view that stands alone on a page of the shell. */
  readonly isAlone: boolean
  /** The server has told its alerts. */
  isKnown(): boolean
  /** The person has asked for notifications of the browser. */
  wantsNotes(): boolean
}

/** Critical alerts, each told once: by whom it may be told, and which of them are still news. */
export function useAlertNews({ port, notes, isAlone, isKnown, wantsNotes }: AlertNewsOptions) {
  const { t } = useText()
  const { titleOf, messageOf } = useAlertWords()
  const { alerts, own } = port
  const desk = deskOf(alerts)
  /** Said to who cannot see it. */
  const announced = shallowRef('')

  const critical = computed(() => criticalOnes(alerts.open, own.newestFirst))
  const newestAt = computed(() => {
    const [newest] = alerts.newestFirst
    if (!isKnown()) return null
    return newest ? lastOf(newest) : 0
  })

  /** The line, the session, or the list: whatever is nearest to the cause. */
  function open(alert: InboxAlert): void {
    const logId = isOwnAlert(alert) ? null : alert.logId
    if (alert.sessionId === null) port.openInbox()
    else if (logId === null) port.openSession(alert.sessionId)
    else port.openLine(alert.sessionId, logId)
  }

  function acknowledge(alert: InboxAlert): void {
    if (isOwnAlert(alert)) own.acknowledge(alert.id)
    else port.acknowledge(alert.alertId)
  }

  const note = (next: DesktopNote) => void (wantsNotes() && notes.show(next))

  function tell(alert: InboxAlert): void {
    const key = keyOfNews(alert)
    const title = t('news.arrived', { title: titleOf(alert) })
    // What is about the panel itself stands in a banner, which is read out.
    if (alert.sessionId !== null || !isOwnAlert(alert)) announced.value = title
    note({ tag: tagOf(key), title, body: messageOf(alert), open: () => open(alert) })
    if (isAlone) port.notify?.({ kind: 'error', title, body: messageOf(alert), id: `dev-hotload:${key}` })
  }

  onScopeDispose(desk.join({ isDashboard: !isAlone, tell }))
  watch([critical, newestAt] as const, ([now, at]) => desk.follow(now, at), { immediate: true })

  return {
    /** Everything that is open and critical, whether it is news or not. */
    critical,
    /** What was not put away yet. */
    news: computed(() => critical.value.filter((alert) => desk.fresh.has(keyOfNews(alert)))),
    announced,
    putAway: (alert: InboxAlert) => desk.putAway(keyOfNews(alert)),
    open,
    acknowledge,
    note,
  }
}

/** However a reload is told to have failed, and by whom: one notification a session. */
const tagOf = (key: string): string => key.replace(/^reload\.fail(ed|ing):/, 'reload:')

/** The tag of a notification about a reload of this session. */
export const reloadTag = (sessionId: string): string => `reload:${sessionId}`
