import type { AlertRules } from '../alerts/alert-rules.ts'
import { toIso, type Clock } from '../clock.ts'
import type { CommandStore } from './command-store.ts'
import type { SessionNews } from './session-news.ts'
import type { SessionRow } from './session-row.ts'
import type { SessionStore } from './session-store.ts'
import type { SessionTiming } from './timing.ts'

export interface VitalityDeps {
  clock: Clock
  store: SessionStore
  commands: CommandStore
  news: SessionNews
  rules: AlertRules
  timing: SessionTiming
}

/** Signs of life of a session: heartbeats, and every other word of its CLI. */
export const createVitality = ({ clock, store, commands, news, rules, timing }: VitalityDeps) => {
  /** Extends the session's life and answers its newest row. To be called inside a transaction. */
  const beat = (known: SessionRow): SessionRow => {
    const row = store.byNo(known.no) ?? known
    if (row.ended_at !== null) return row
    const now = clock.now()
    const wasLost = now - row.last_heartbeat_at >= timing.lostMs
    const tell = wasLost || now - row.heartbeat_told_at >= timing.heartbeatNewsMs
    const alive = store.update(row, {
      last_heartbeat_at: now,
      expires_at: now + timing.ttlMs,
      ...(tell ? { heartbeat_told_at: now } : {}),
    })
    if (tell) news.patched(alive, { lastHeartbeatAt: toIso(now), expiresAt: toIso(alive.expires_at) })
    rules.onSignOfLife(alive)
    return alive
  }

  /** What a CLI must know: how long it lives and what the panel wants of it. */
  const orders = (row: SessionRow) => {
    const reload = row.ended_at === null ? commands.open(row.no, 'reload') : undefined
    return {
      expiresAt: toIso(row.expires_at),
      status: row.status,
      pendingReload: reload?.reload_id ? { reloadId: reload.reload_id } : null,
    }
  }

  return { beat, orders, isAlive: (row: SessionRow) => clock.now() - row.last_heartbeat_at < timing.aliveMs }
}

export type Vitality = ReturnType<typeof createVitality>
