import { pause, type Clock } from './clock.ts'
import type { BuildOutcome } from './builder.ts'
import type { Persist } from './delivery.ts'
import type { DevApiLink, Registration, ReloadReport } from './dev-api-link.ts'
import type { KnownSource, LogLine, Said } from './log-line.ts'
import { createLogShipper } from './log-shipper.ts'
import { createPanelCommands } from './panel-commands.ts'
import type { PluginProcess, PluginProcessDeps } from './plugin-process.ts'
import type { Registered } from './registrar.ts'
import { createReloadCycle } from './reload-cycle.ts'
import { createReloadQueue } from './reload-queue.ts'
import { createReloadReporter } from './reload-reporter.ts'
import type { WatcherDeps } from './watcher.ts'

export interface SessionEnd {
  exitCode: number
  sentence: string
}

export interface SessionDeps {
  link: DevApiLink
  persist: Persist
  clock: Clock
  random: () => number
  newId: () => string
  register: (buildHash: string | undefined, takeover: boolean, signal: AbortSignal) => Promise<Registered>
  takeover: boolean
  /** Register again when the session was lost (ended elsewhere, expired, server without memory). */
  stay: boolean
  build: (changedFiles: readonly string[]) => Promise<BuildOutcome>
  needsFullReload: (changedFiles: readonly string[]) => boolean
  tidy: (hash: string) => Promise<void>
  openPlugin: (deps: Pick<PluginProcessDeps, 'onSaid' | 'onEnded'>) => PluginProcess
  openWatcher: (deps: Pick<WatcherDeps, 'onChange' | 'onTrouble'>) => {
    ready: Promise<void>
    dispose: () => Promise<void>
  }
  /** Every line, also for the terminal. */
  onLine: (line: LogLine) => void
  onLive: (sessionId: string) => void
}

const REGISTER_PATIENCE_MS = 30_000
// A server that loses every session at once must not be asked without a breath.
const LINES_FIRST_MS = 500
const REENTER_MS = 1000
const FLUSH_MS = 2000
const GOODBYE_MS = 3000

/** One dev session: registers, rebuilds on change, runs the plugin, reports, obeys the panel, says goodbye. */
export const createSession = (deps: SessionDeps) => {
  const { link, persist, clock, random, newId, onLine } = deps
  let registration: Registration | null = null
  let finish: (end: SessionEnd & { note?: string }) => void = () => {}
  const finished = new Promise<SessionEnd & { note?: string }>((resolve) => (finish = resolve))
  const stopping = new AbortController()
  let commands: ReturnType<typeof createPanelCommands> | null = null
  let firstBuild: BuildOutcome | undefined
  let changedEarly = false

  const say = (source: KnownSource, said: Said, reloadSequence = cycle.sequence()) => {
    const line: LogLine = { ts: new Date(clock.now()).toISOString(), source, ...said, reloadSequence }
    onLine(line)
    shipper.push(line)
  }
  const tell = (message: string, level: Said['level'] = 'info') => say('cli', { level, message })

  const plugin = deps.openPlugin({
    onSaid: (said, sequence) => say('sandbox', said, sequence),
    onEnded: (how, sequence) =>
      say('cli', { level: 'warn', message: `The plugin ended ${how}; it starts again with the next reload` }, sequence),
  })

  const lost = (of: Registration, reason: string) => {
    // Several requests learn of the loss; the first one acts.
    if (registration !== of || stopping.signal.aborted) return
    registration = null
    if (!deps.stay) return finish({ exitCode: 0, sentence: `Session ${of.sessionId} is over: ${reason}` })
    tell(`Session ${of.sessionId} is over (${reason}); opening another one`, 'warn')
    void pause(clock, REENTER_MS, stopping.signal)
      .then(() => enter(false))
      .then((end) => end && finish(end))
  }

  const shipper = createLogShipper({
    send: (lines, key) =>
      registration
        ? link.sendLogs(registration, lines, key)
        : Promise.resolve({ kind: 'gone', reason: 'there is no session' }),
    onGone: (reason) => registration && lost(registration, reason),
    persist,
    clock,
    newKey: newId,
  })

  const reporter = createReloadReporter({ persist, clock })
  const report = (reloadId: string, told: ReloadReport) => {
    const of = registration
    if (!of) return
    reporter.report({
      // The lines of a reload before its outcome, or a reader would see a failure before its reason.
      send: async () => {
        await shipper.flush(LINES_FIRST_MS)
        return link.reportReload(of, reloadId, told)
      },
      onGone: (reason) => lost(of, reason),
      onRefused: (reason) => tell(`The Dev API refused the report of reload ${told.sequence}: ${reason}`, 'error'),
    })
  }

  const cycle = createReloadCycle({
    ...deps,
    replace: plugin.replace,
    now: clock.now,
    report,
    say,
  })
  const reloads = createReloadQueue((request) => {
    const ready = request.trigger === 'start' ? firstBuild : undefined
    firstBuild = undefined
    return cycle.run(request, ready)
  })

  const obey = (of: Registration) => {
    commands = createPanelCommands({
      sessionId: of.sessionId,
      onReload: (reloadId) => reloads.request({ trigger: 'panel', changedFiles: [], reloadId, askedAt: clock.now() }),
      onTerminate: () =>
        finish({ exitCode: 0, sentence: 'The panel ended the session.', note: 'terminated from the panel' }),
      onEnded: (status) => lost(of, status === 'EXPIRED' ? 'it expired' : 'it was ended elsewhere'),
      onGone: (reason) => lost(of, reason),
      onOutage: (reason) =>
        reason ? tell(`The Dev API is away (${reason}); lines are kept`, 'warn') : tell('The Dev API is back'),
      link,
      clock,
      random,
    })
    commands.start()
  }

  /** Answers why the session could not begin, `null` when it lives. */
  const enter = async (takeover: boolean): Promise<SessionEnd | null> => {
    commands?.dispose()
    changedEarly = false
    const askedAt = clock.now()
    const built = await deps.build([])
    const hash = built.kind === 'built' ? built.hash : undefined
    const patience = new AbortController()
    const cancel = clock.after(REGISTER_PATIENCE_MS, () => patience.abort())
    const result = await deps.register(hash, takeover, AbortSignal.any([patience.signal, stopping.signal]))
    cancel()
    if (result.kind !== 'live') return { exitCode: 1, sentence: result.sentence }
    registration = result.registration
    if (stopping.signal.aborted) {
      await link.end(registration.sessionId, 'stopped while it began')
      return null
    }
    firstBuild = changedEarly ? undefined : built
    deps.onLive(registration.sessionId)
    shipper.resume()
    reloads.request({ trigger: 'start', changedFiles: [], askedAt })
    obey(registration)
    return null
  }

  const leave = async (note: string | undefined) => {
    stopping.abort()
    commands?.dispose()
    // The first stop frees a reload that waits for the plugin to start, the second gets the plugin it started.
    await Promise.all([reloads.dispose(), plugin.stop()])
    await plugin.stop()
    const of = registration
    if (of) {
      await Promise.all([shipper.flush(FLUSH_MS), reporter.flush(FLUSH_MS)])
      const patience = new AbortController()
      const goodbye = persist(() => link.end(of.sessionId, note ?? 'ended'), { signal: patience.signal })
      await Promise.race([goodbye, pause(clock, GOODBYE_MS, patience.signal)])
      patience.abort()
    }
    shipper.dispose()
    reporter.dispose()
  }

  return {
    /** Resolves when the session is over and nothing of it is left. */
    async run(): Promise<SessionEnd> {
      const watcher = deps.openWatcher({
        onChange: (changedFiles) => {
          if (registration) reloads.request({ trigger: 'file', changedFiles, askedAt: clock.now() })
          else changedEarly = true
        },
        onTrouble: (sentence) => tell(`Watching files: ${sentence}`, 'warn'),
      })
      await watcher.ready
      const failure = await Promise.race([enter(deps.takeover), finished])
      const end: SessionEnd & { note?: string } = failure ?? (await finished)
      await leave(end.note)
      await watcher.dispose()
      return { exitCode: end.exitCode, sentence: end.sentence }
    },
    /** Ends the session from here, e.g. on Ctrl-C; `run` resolves afterwards. */
    stop: (note: string) => finish({ exitCode: 0, sentence: 'The session has ended.', note }),
    /** For the last moment: no goodbye, but no plugin left behind. */
    kill: plugin.kill,
  }
}
