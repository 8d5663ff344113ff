import { computed, provide } from 'vue'
import { AlertsKey } from '../../alerts/index.ts'
import { AuditKey } from '../../audit/index.ts'
import { DashboardKey, SettingsKey, type TabName } from '../../dashboard/index.ts'
import { LogsKey, noFilter, startOfLog } from '../../logs/index.ts'
import { MetricsKey } from '../../metrics/index.ts'
import { CandidateKey } from '../../dashboard/candidate/index.ts'
import { AttentionKey } from '../../sessions/attention/index.ts'
import { SessionsKey, sessionTitle } from '../../sessions/index.ts'
import { useWatched } from '../gate/use-watched.ts'
import { createAlertsPort } from './alerts-port.ts'
import type { DevHotload } from './create-dev-hotload.ts'
import { createLogsPort } from './logs-port.ts'
import { createMetricsPort } from './metrics-port.ts'
import { leaving } from './navigator.ts'

/** Gives each room its port: what its views may read and ask for. */
export function providePorts(panel: DevHotload): void {
  const { stores, lists, navigator, memory, clock, host, offers } = panel
  const theme = useWatched(host.theme)

  const openTab = (sessionId: string | null, tab: TabName) =>
    navigator.go({ sessionId, tab, reload: null, log: leaving(navigator.place.value.log) }, 'push')

  provide(SessionsKey, {
    offers,
    sessions: stores.sessions,
    reloads: stores.reloads,
    commands: stores.commands,
    clock,
    userId: () => host.user.get()?.id ?? null,
    refresh: () => void lists.sessions(),
    signIn: () => host.auth.onSessionEnded(host.navigation.current()),
    setQuery: (query) => navigator.go({ query }, 'replace'),
    tableLook: computed(() => memory.preferences.value.table),
    setTableLook: (table) => memory.prefer({ table }),
    open: (sessionId) => openTab(sessionId, 'logs'),
    openTab,
    openReload: (sessionId, reload) => navigator.go({ sessionId, tab: 'reloads', reload }, 'push'),
    openSequence: () => navigator.place.value.reload,
    openLine: (sessionId, line) => navigator.go({ sessionId, tab: 'logs', log: { ...startOfLog, line } }, 'push'),
    openErrors: (sessionId) =>
      navigator.go({ sessionId, tab: 'logs', log: { ...startOfLog, filter: { ...noFilter, level: 'error' } } }, 'push'),
    linkTo: navigator.linkTo,
    linkToReload: navigator.linkToReload,
    loadOlderReloads: (sessionId) => void lists.olderReloads(sessionId),
    activityOf: (sessionId) => stores.audit.entriesOf(sessionId),
    loadActivity: (sessionId) => lists.audit(sessionId),
    asksForName: () => memory.preferences.value.habits.typedName,
    isOffline: () => panel.feed.connection.value.name === 'offline',
    send: (kind, sessionId, reason) => void panel.commands.send(kind, sessionId, reason),
    sendAll: panel.commands.sendAll,
    retry: panel.commands.retry,
    retryRun: panel.commands.retryRun,
  })
  provide(LogsKey, createLogsPort(panel))
  provide(MetricsKey, createMetricsPort(panel, theme))
  provide(AlertsKey, createAlertsPort(panel))
  provide(AttentionKey, {
    attention: stores.attention,
    watch: panel.attentionPoll.watch,
    retry: panel.attentionPoll.retry,
  })
  provide(CandidateKey, panel.candidate)
  provide(AuditKey, {
    offers,
    audit: stores.audit,
    clock,
    userId: () => host.user.get()?.id ?? null,
    titleOf(sessionId) {
      const session = stores.sessions.byId(sessionId)
      return session ? sessionTitle(session) : null
    },
    load: (sessionId) => void lists.audit(sessionId),
    loadOlder: (sessionId) => void lists.olderAudit(sessionId),
    openSession: (sessionId) => openTab(sessionId, 'logs'),
    linkTo: navigator.linkToAudit,
  })
  provide(SettingsKey, {
    storage: memory.storage,
    look: memory.look,
    setKeepLogs: memory.setKeepLogs,
    habits: computed(() => memory.preferences.value.habits),
    setHabits: (habits) => memory.prefer({ habits }),
    forgetAll() {
      panel.commands.forgetSettled()
      return memory.forgetAll()
    },
  })
  provide(DashboardKey, {
    connection: computed(() => ({ ...panel.feed.connection.value, isPolled: offers.value.profile === 'core' })),
    place: navigator.place,
    clock,
    refresh() {
      void lists.sessions()
      const { sessionId } = navigator.place.value
      if (sessionId !== null) void lists.openSession(sessionId)
    },
    reconnect: panel.reconnect,
    go: navigator.go,
    openTab: (tab) => navigator.go({ tab, reload: null }, 'push'),
    setLog: (log) => navigator.go({ log }, 'replace'),
  })
}
