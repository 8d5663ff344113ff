import { effectScope, watch } from 'vue'
import { isOpen, type Command, type CommandPhase, type CommandStore } from '../../sessions/index.ts'

/**
 * Calls for each phase that a command of this page comes to, in order and at once. A command that an earlier life of the
 * page has seen the end of says nothing again. The returned function ends it.
 */
export function watchPhases(commands: Pick<CommandStore, 'all'>, reached: (command: Command) => void): () => void {
  const phases = new Map<string, CommandPhase>()
  for (const { key, phase } of commands.all) phases.set(key, phase)

  function look(all: readonly Command[]): void {
    for (const command of all) {
      const before = phases.get(command.key)
      if (before === command.phase) continue
      phases.set(command.key, command.phase)
      if (before !== undefined || isOpen(command)) reached(command)
    }
    if (phases.size > 2 * all.length + 100) forget(all)
  }

  function forget(all: readonly Command[]): void {
    const kept = new Set(all.map(({ key }) => key))
    for (const key of phases.keys()) if (!kept.has(key)) phases.delete(key)
  }

  const scope = effectScope(true)
  // At once: two phases of one moment are two crumbs.
  scope.run(() => watch(() => commands.all, look, { flush: 'sync' }))
  return () => scope.stop()
}
