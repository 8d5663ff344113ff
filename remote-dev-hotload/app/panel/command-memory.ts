import type { DevHotloadHost } from '../../../contracts/index.ts'
import { createDigest, type Digest } from '../../client/index.ts'
import type { Clock } from '../../kernel/index.ts'
import { redactText } from '../../kernel/index.ts'
import { isOpen, type Command } from '../../sessions/index.ts'
import { commandFrom } from './remembered-command.ts'

/**
 * Commands that outlive a reload of the page. In the tab's own `sessionStorage` and not in the local cache: it is
 * written before the page can go, the cache a second later; and a command is its tab's, so that no other tab sends it
 * too. It holds no token; a reason is masked before it is written.
 */
export interface CommandMemory {
  /** What was kept for the person and tenant of now; what is of others is deleted. */
  read(): Promise<readonly Command[]>
  keep(commands: readonly Command[]): void
  /** Another person or tenant, or nobody. */
  forget(): void
}

export interface CommandMemoryDeps {
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'> | null
  /** Who and where; null when nobody is signed in. Not readable from the name it is kept under. */
  scope: () => string | null
  digest: Digest
  now: () => number
}

export const COMMANDS_PREFIX = 'devhotload:v1:commands:'
/** Longer ago than the server remembers what it answered, a key must not be sent again. */
const KEPT_MS = 3_600_000
const MOST_SETTLED = 50

export function createCommandMemory({ storage, scope, digest, now }: CommandMemoryDeps): CommandMemory {
  let era = 0
  let waiting: readonly Command[] | null = null
  let name: Promise<string | null> | null = null

  function nameOf(): Promise<string | null> {
    const own = scope()
    return (name ??= own === null ? Promise.resolve(null) : digest(own).then((text) => COMMANDS_PREFIX + text))
  }

  function deleteAll(except: string | null): void {
    if (!storage) return
    const names = Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '')
    for (const other of names) if (other.startsWith(COMMANDS_PREFIX) && other !== except) storage.removeItem(other)
  }

  /** The storage may be full or forbidden: then a reload forgets, and nothing else changes. */
  function quietly<T>(work: () => T, otherwise: T): T {
    try {
      return work()
    } catch {
      return otherwise
    }
  }

  function textOf(commands: readonly Command[]): string | null {
    const settled = commands.filter((command) => !isOpen(command)).slice(-MOST_SETTLED)
    const kept = commands.filter((command) => isOpen(command) || settled.includes(command))
    if (kept.length === 0) return null
    return JSON.stringify(kept.map((command) => ({ ...command, reason: command.reason && redactText(command.reason) })))
  }

  async function write(): Promise<void> {
    const mine = era
    const own = await nameOf()
    const commands = waiting
    waiting = null
    if (mine !== era || own === null || !commands || !storage) return
    const text = textOf(commands)
    quietly(() => (text === null ? storage.removeItem(own) : storage.setItem(own, text)), undefined)
  }

  return {
    async read() {
      const mine = era
      const own = await nameOf()
      if (mine !== era) return []
      return quietly(() => {
        deleteAll(own)
        const kept: unknown = JSON.parse((own && storage?.getItem(own)) || '[]')
        const commands = Array.isArray(kept) ? kept.map(commandFrom).filter((command) => command !== null) : []
        return commands.filter(({ requestedAt }) => Math.abs(now() - requestedAt) < KEPT_MS)
      }, [])
    },
    keep(commands) {
      // Many changes of one moment are one write, and that moment ends before the page can go.
      if (waiting === null) void write()
      waiting = commands
    },
    forget() {
      era++
      waiting = null
      name = null
      quietly(() => deleteAll(null), undefined)
    },
  }
}

/** The memory of this tab, for whoever the host says is signed in. */
export function createTabCommandMemory(
  host: DevHotloadHost,
  clock: Clock,
  page: Window & typeof globalThis,
): CommandMemory {
  let storage: Storage | null
  try {
    storage = page.sessionStorage
  } catch {
    // A sandboxed page throws on the mere look at it.
    storage = null
  }
  const scope = () => {
    const tenantId = host.tenant.get()?.id
    const userId = host.user.get()?.id
    return tenantId === undefined || userId === undefined ? null : `${tenantId}\n${userId}`
  }
  return createCommandMemory({ storage, scope, digest: createDigest(page.crypto.subtle), now: clock.now })
}
