import { useText, useWhen, type IconName } from '../../ui/index.ts'
import { isConflict, type Command, type CommandPhase } from './command.ts'

export interface CommandLook {
  readonly icon: IconName
  readonly tone: 'ok' | 'info' | 'warn' | 'error' | 'off'
}

const LOOKS: Record<CommandPhase, CommandLook> = {
  waiting: { icon: 'pending', tone: 'off' },
  requested: { icon: 'waiting', tone: 'info' },
  accepted: { icon: 'waiting', tone: 'info' },
  observed: { icon: 'reloading', tone: 'info' },
  done: { icon: 'check', tone: 'ok' },
  failed: { icon: 'error', tone: 'error' },
  'timed-out': { icon: 'warn', tone: 'warn' },
}

/** That it was so already is no failure. */
export const commandLook = (command: Command): CommandLook =>
  isConflict(command) ? { icon: 'info', tone: 'info' } : LOOKS[command.phase]

export interface CommandWords {
  /** What has become of the command, with the session's name. */
  headline(command: Command): string
  /** The same for a list that names the session beside it. */
  brief(command: Command): string
  /** Why, and what can be done; null when the headline says it all. */
  explain(command: Command, now: number): string | null
  /** Why it cannot be tried again yet; null when it can. */
  whyNotYet(command: Command, now: number): string | null
}

/** The words for a command wherever it appears. */
export function useCommandWords(): CommandWords {
  const { t, has } = useText()
  const { duration } = useWhen()
  const wait = (command: Command, now: number) => Math.ceil(((command.retryAt ?? 0) - now) / 1_000) * 1_000
  return {
    headline(command) {
      const word = isConflict(command) ? 'conflict' : command.phase
      return t(`command.${command.kind}.${word}`, { name: command.title })
    },
    brief: (command) => t(`command.phase.${isConflict(command) ? 'conflict' : command.phase}`),
    explain(command, now) {
      const ms = wait(command, now)
      if (command.phase === 'waiting') return ms > 0 ? t('command.held', { wait: duration(ms) }) : null
      if (command.code === null) return null
      if (command.code === 'DH_API_429' && ms > 0) return t('command.pause', { wait: duration(ms) })
      const own = `command.problem.${command.code}`
      return t(has(own) ? own : `problem.${command.code}`)
    },
    whyNotYet(command, now) {
      const ms = wait(command, now)
      return ms > 0 ? t('command.retryIn', { wait: duration(ms) }) : null
    },
  }
}
