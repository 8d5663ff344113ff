import { problemSummary } from '../build-problem.ts'
import type { BuildOutcome } from '../builder.ts'
import { pause, type Clock } from '../clock.ts'
import type { Delivery } from '../delivery.ts'
import type { Registration } from '../dev-api-link.ts'
import type { Said } from '../log-line.ts'
import type { Registered } from '../registrar.ts'
import type { SessionEnd } from '../session.ts'
import type { WatcherDeps } from '../watcher.ts'
import type { CoreLink, CoreReloadRequest } from './core-link.ts'
import type { FileEvent } from './file-event.ts'

export interface PublishedCliDeps {
  link: Pick<CoreLink, 'reload' | 'end'>
  clock: Clock
  register: (takeover: boolean, signal: AbortSignal) => Promise<Registered>
  takeover: boolean
  /** Registers again when the time of the session is over or PowerX Core does not know it; the published CLI never does. */
  stay: boolean
  build: (changedFiles: readonly string[]) => Promise<BuildOutcome>
  /** Bytes of a bundle. */
  sizeOf: (entryFile: string) => Promise<number>
  tidy: (hash: string) => Promise<void>
  describeChange: (files: readonly string[]) => Promise<FileEvent[]>
  openWatcher: (deps: Pick<WatcherDeps, 'onChange' | 'onTrouble'>) => {
    ready: Promise<void>
    dispose: () => Promise<void>
  }
  tell: (message: string, level?: Said['level']) => void
  onLive: (sessionId: string) => void
}

interface Failure {
  reason: string
  /** PowerX Core does not know the session or its token any more. */
  isLost: boolean
}

const REGISTER_PATIENCE_MS = 30_000
const RETRY_MS = [1000, 2000, 4000]
const BACKOFF_MS = [1000, 2000, 4000, 8000, 30_000]
const GOODBYE_MS = 5000
/** The clean-up that frees the plugin comes every thirty seconds. */
const AFTER_EXPIRY_MS = 35_000

/** `px-plugin dev --watch` as it is published: registers, builds, tells of bundles, says goodbye. It never listens. */
export const createPublishedCli = (deps: PublishedCliDeps) => {
  const { link, clock, tell } = deps
  const stopping = new AbortController()
  let registration: Registration | null = null
  let lastGood: CoreReloadRequest | null = null
  let failures = 0
  let backoffUntil = 0
  let work: Promise<void> = Promise.resolve()
  let cancelExpiry = () => {}
  let finish: (end: SessionEnd) => void = () => {}
  const finished = new Promise<SessionEnd>((resolve) => (finish = resolve))

  const send = async (request: CoreReloadRequest): Promise<Delivery<unknown>> => {
    for (let tries = 0; ; tries++) {
      const answer: Delivery<unknown> = registration
        ? await link.reload(registration, request)
        : { kind: 'gone', reason: 'there is no session' }
      const waitMs = RETRY_MS[tries]
      if (answer.kind !== 'later' || waitMs === undefined || stopping.signal.aborted) return answer
      await pause(clock, waitMs, stopping.signal)
    }
  }

  const buildAndReload = async (strategy: 'full' | 'diff', files: readonly string[]): Promise<Failure | null> => {
    const built = await deps.build(files)
    if (built.kind === 'broken') return { reason: problemSummary(built.problems), isLost: false }
    const bundle = { bundleHash: built.hash, bundleSize: await deps.sizeOf(built.entryFile), strategy }
    const events = await deps.describeChange(files)
    const changed = events.length > 0 ? { changedFiles: events } : {}
    const request: CoreReloadRequest = { ...bundle, buildDuration: built.buildTimeMs, ...changed }
    const answer = await send(request)
    await deps.tidy(built.hash)
    if (answer.kind !== 'done') {
      const reason = answer.reason
      return { reason, isLost: answer.kind === 'gone' || (answer.kind === 'refused' && answer.status === 401) }
    }
    lastGood = request
    failures = 0
    backoffUntil = 0
    return null
  }

  const rollBack = async (reason: string): Promise<void> => {
    if (!lastGood) return
    const rollbackAt = new Date(clock.now()).toISOString()
    const metadata = { rollback: true, rollbackReason: reason, rollbackAt }
    const answer = await send({ ...lastGood, strategy: 'rollback', metadata })
    if (answer.kind === 'done') tell('Rollback applied using the last good bundle')
    else tell(`Rollback failed: ${answer.reason}`, 'warn')
  }

  const obeyChange = async (files: readonly string[]): Promise<void> => {
    if (stopping.signal.aborted) return
    if (clock.now() < backoffUntil) return tell(`Backoff: ${files.join(', ')} waits for the next change`, 'warn')
    const failure = await buildAndReload('diff', files)
    if (failure === null) return tell(`Reload applied (${files.length} files)`)
    if (failure.isLost && deps.stay) return enterAgain(failure.reason)
    const delayMs = BACKOFF_MS[Math.min(failures, BACKOFF_MS.length - 1)] ?? 0
    failures++
    backoffUntil = clock.now() + delayMs
    tell(`Reload failed: ${failure.reason}. Next attempt after ${delayMs / 1000} s`, 'error')
    await rollBack(failure.reason)
  }

  /** Answers why the session could not begin, `null` when it lives. */
  const enter = async (takeover: boolean): Promise<SessionEnd | null> => {
    const patience = new AbortController()
    const cancel = clock.after(REGISTER_PATIENCE_MS, () => patience.abort())
    const result = await deps.register(takeover, AbortSignal.any([patience.signal, stopping.signal]))
    cancel()
    if (result.kind !== 'live') return { exitCode: 1, sentence: result.sentence }
    registration = result.registration
    const expiresAt = Date.parse(registration.expiresAt ?? '')
    cancelExpiry()
    if (deps.stay && Number.isFinite(expiresAt)) {
      const restMs = expiresAt - clock.now() + AFTER_EXPIRY_MS
      cancelExpiry = clock.after(restMs, () => {
        work = work.then(() => enterAgain('its time is over'))
      })
    }
    if (stopping.signal.aborted) return null
    deps.onLive(registration.sessionId)
    const failure = await buildAndReload('full', [])
    return failure === null ? null : { exitCode: 1, sentence: `The first reload failed: ${failure.reason}` }
  }

  const enterAgain = async (reason: string): Promise<void> => {
    const of = registration
    if (!of || stopping.signal.aborted) return
    registration = null
    tell(`Session ${of.sessionId} is over (${reason}); opening another one`, 'warn')
    const end = await enter(true)
    if (end) finish(end)
  }

  const leave = async (): Promise<void> => {
    stopping.abort()
    cancelExpiry()
    const patience = new AbortController()
    const goodbye = work.then(async () => void (registration && (await link.end(registration.sessionId))))
    await Promise.race([goodbye, pause(clock, GOODBYE_MS, patience.signal)])
    patience.abort()
  }

  return {
    /** Resolves when the session is over and nothing of it is left. */
    async run(): Promise<SessionEnd> {
      const watcher = deps.openWatcher({
        onChange: (files) => {
          work = work.then(() => obeyChange(files))
        },
        onTrouble: (sentence) => tell(`Watching files: ${sentence}`, 'warn'),
      })
      await watcher.ready
      const entered = enter(deps.takeover)
      work = entered.then(() => {})
      const failure = await Promise.race([entered, finished])
      const end = failure ?? (await finished)
      await leave()
      await watcher.dispose()
      return end
    },
    /** Ends the session from here, e.g. on Ctrl-C; `run` resolves afterwards. */
    stop: (_note: string) => finish({ exitCode: 0, sentence: 'The session has ended.' }),
    /** It runs no plugin that could be left behind: only its host does. */
    kill: () => {},
  }
}
