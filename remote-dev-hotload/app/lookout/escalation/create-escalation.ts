import { effectScope, watch } from 'vue'
import { calmly } from '../../panel/calm-verbs.ts'
import type { Lookout, LookoutDeps } from '../create-lookout.ts'
import type { Cause, CauseKind, Causes } from '../rules/cause.ts'
import { escalationOf, isFree, isLasting, type Escalation } from './escalation.ts'
import type { EscalationBook, EscalationShelf } from './escalation-book.ts'
import { createEscalationPost } from './escalation-post.ts'

export interface EscalationDeps extends Pick<LookoutDeps, 'connection' | 'clock' | 'tenantId' | 'onFault'> {
  /** The browser has no network. */
  isOffline: () => boolean
  host: Pick<LookoutDeps['host'], 'escalate'>
  client: {
    stream: Pick<LookoutDeps['client']['stream'], 'role' | 'onRole'>
    notifications: LookoutDeps['client']['notifications']
  }
  shelf: EscalationShelf
  random: () => number
}

/** Whose leader says nothing for so long about what this tab sees too: it may be frozen. */
const PATIENCE_MS = 60_000

/** What another tab has left half done is free some time after that tab is gone, and nothing says so. */
const LOOK_EVERY_MS = 15_000

/**
 * Tells people of causes, each once: the shell at once, the Dev API as soon as it can be told. Of the stream only the
 * tab tells that runs it; of commands the tab that has sent them. What this page could not tell, the next one does.
 */
export function createEscalation(deps: EscalationDeps): Lookout & { readonly causes: Causes } {
  const { host, client, connection, clock, tenantId, onFault, shelf } = deps
  /** What is seen to last here; with the key it is told under, once that is settled. */
  const lasting = new Map<CauseKind, { cause: Cause; from: number; key: string | null }>()
  let book: EscalationBook | null = null
  let era = 0
  let isOver = false

  const isFollower = () => client.stream.role() === 'follower'
  const isOpen = () => connection.value.name === 'live' || connection.value.name === 'quiet'
  const find = (key: string) => book?.all().find((one) => one.key === key)
  const post = createEscalationPost({
    ...deps,
    notifications: client.notifications,
    // What other tabs have left is their leader's.
    next: () => book?.all().find((one) => isFree(one, clock.now()) && (!isFollower() || book?.isOwn(one.key))) ?? null,
    note: (key, triedAt) => change(key, { triedAt }),
    settle: (key) => change(key, { phase: 'settled', triedAt: null }),
  })

  function change(key: string, patch: Partial<Escalation>): void {
    const one = find(key)
    if (one) book?.put({ ...one, ...patch })
  }

  function renew(told: Escalation, { severity, count, details }: Cause): void {
    const news = told.phase === 'queued' ? { severity, count, details: { ...details } } : {}
    book?.put({ ...told, ...news, seenAt: clock.now() })
  }

  function begin(cause: Cause, key: string): void {
    book?.begin(escalationOf(cause, key, clock.now()))
    const { kind, severity, count, sessionId } = cause
    const since = new Date(cause.since).toISOString()
    host.escalate?.({ kind, severity, since, count, ...(sessionId === null ? {} : { sessionId }) })
  }

  /** Makes a cause this tab's to tell, unless it has been told. */
  async function claim(kind: CauseKind): Promise<void> {
    const mine = era
    const seen = lasting.get(kind)
    if (!book || !seen || seen.key !== null) return
    const isPatient = !book.isShared() || clock.now() - seen.from < PATIENCE_MS
    if (kind === 'stream.disconnected' && isFollower() && isPatient) return
    const key = await book.keyOf(`${tenantId() ?? ''}\n${kind}\n${seen.cause.mark}`)
    const now = lasting.get(kind)
    if (mine !== era || now !== seen || now.key !== null) return
    // No gap between the look and the note: two tabs that see the same thing write one after the other.
    const told = book.all().find((one) => one.key === key || (one.kind === kind && isLasting(one, clock.now())))
    now.key = told?.key ?? key
    if (told) renew({ ...told, overAt: null }, now.cause)
    else begin(now.cause, key)
    post.soon()
  }

  const claimAll = () => void Promise.all([...lasting.keys()].map(claim)).catch(onFault)

  function raised(cause: Cause): void {
    const seen = lasting.get(cause.kind)
    if (!seen) lasting.set(cause.kind, { cause, from: clock.now(), key: null })
    else {
      seen.cause = cause
      const told = seen.key === null ? undefined : find(seen.key)
      if (told) renew(told, cause)
    }
    claimAll()
  }

  function over(kind: CauseKind): void {
    lasting.delete(kind)
    for (const one of book?.all() ?? []) {
      if (one.kind === kind && one.overAt === null) book?.put({ ...one, overAt: clock.now() })
    }
  }

  async function open(): Promise<void> {
    const mine = ++era
    book = null
    const opened = await shelf.open()
    if (mine !== era || isOver) return
    book = opened
    // What an earlier page has seen begin, this one sees to be over.
    if (isOpen()) over('stream.disconnected')
    claimAll()
    post.soon()
  }

  const scope = effectScope(true)
  scope.run(() => {
    const followOpen = (opens: boolean) => {
      if (!opens) return
      over('stream.disconnected')
      post.now()
    }
    watch(isOpen, calmly(followOpen, onFault), { flush: 'sync' })
    const isBack = () => connection.value.name !== 'offline'
    watch(
      isBack,
      calmly((back: boolean) => back && post.now(), onFault),
      { flush: 'sync' },
    )
  })
  const endRoles = client.stream.onRole(
    calmly(() => {
      claimAll()
      post.soon()
    }, onFault),
  )
  const endLooks = clock.every(LOOK_EVERY_MS, post.soon)
  open().catch(onFault)

  return {
    causes: { raised: calmly(raised, onFault), over: calmly(over, onFault) },
    changeScope() {
      lasting.clear()
      post.stop()
      shelf.forget()
      open().catch(onFault)
    },
    dispose() {
      isOver = true
      era++
      scope.stop()
      endRoles()
      endLooks()
      post.stop()
    },
  }
}
