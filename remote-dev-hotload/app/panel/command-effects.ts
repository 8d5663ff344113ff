import { isOpen, verdictOfState } from '../../sessions/index.ts'
import type { CommandDeps } from './send-command.ts'

/** Waits for what accepted commands do, and asks where the stream has said nothing. */
export interface CommandEffects {
  follow(key: string): void
  /** After the page was loaded anew: asks at once, because the stream will not repeat what it has told. */
  resume(key: string): Promise<void>
  clear(): void
}

/** How long the effect of an accepted command may take to show, ms. */
const EFFECT_MS = { terminate: 20_000, reload: 45_000, 'refresh-metrics': 0 } as const
/** Even what is overdue when the page comes back gets this long. */
const LEAST_MS = 3_000
const RELOADS = 20

export function createCommandEffects({ client, stores, clock }: Pick<CommandDeps, 'client' | 'stores' | 'clock'>) {
  const { commands, sessions } = stores
  const timers = new Map<string, () => void>()
  let era = 0

  async function ask(key: string): Promise<void> {
    const mine = era
    const command = commands.byKey(key)
    if (!command) return
    const [session, reloads] = await Promise.all([
      client.queries.session(command.sessionId),
      command.kind === 'reload' ? client.queries.reloads(command.sessionId, RELOADS) : null,
    ])
    if (mine !== era) return
    if (session.ok && session.value) sessions.applySession(session.value, clock.now())
    const isGone = !session.ok && session.error.code === 'DH_API_404'
    // Without an answer nothing is known, and nothing is said.
    if ((!session.ok && !isGone) || reloads?.ok === false) return
    const verdict = verdictOfState(command, session.ok ? session.value : null, reloads?.value ?? [])
    commands.apply(key, verdict, clock.now())
  }

  async function expire(key: string): Promise<void> {
    const mine = era
    await ask(key)
    if (mine === era) commands.timedOut(key, clock.now())
  }

  function follow(key: string): void {
    const command = commands.byKey(key)
    if (!command || !isOpen(command)) return
    const whole = EFFECT_MS[command.kind]
    const left = (command.acceptedAt ?? clock.now()) + whole - clock.now()
    timers.get(key)?.()
    const cancel = clock.after(Math.max(LEAST_MS, Math.min(whole, left)), () => {
      timers.delete(key)
      const now = commands.byKey(key)
      if (now && isOpen(now)) void expire(key)
    })
    timers.set(key, cancel)
  }

  const effects: CommandEffects = {
    follow,
    async resume(key) {
      follow(key)
      await ask(key)
    },
    clear() {
      era++
      for (const cancel of timers.values()) cancel()
      timers.clear()
    },
  }
  return effects
}
