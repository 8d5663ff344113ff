import type { Digest } from '../../../client/index.ts'
import { escalationFrom, isOfUse, type Escalation } from './escalation.ts'

/**
 * What people have been told of and what they are still to be told, for one person and tenant. All tabs of a browser
 * read and write the same, and it outlives a reload of the page: that is what makes it once. It holds codes, times,
 * figures and at most the id of a session.
 */
export interface EscalationBook {
  /** The key of a cause: the same text gives the same key in every tab, and nobody can read it from the key. */
  keyOf(text: string): Promise<string>
  /** All tabs see it; where nothing can be kept, each has its own. */
  isShared(): boolean
  all(): readonly Escalation[]
  /** Begun in this tab. */
  isOwn(key: string): boolean
  begin(escalation: Escalation): void
  /** The newest of one that was begun here or elsewhere. */
  put(escalation: Escalation): void
}

export interface EscalationShelf {
  /** The book of who is signed in now; null when nobody is. What others have left in this browser is deleted. */
  open(): Promise<EscalationBook | null>
  /** Another person or tenant: nothing is sent for the old one any more. */
  forget(): void
}

export interface EscalationShelfDeps {
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'> | null
  /** Who and where; null when nobody is signed in. Not readable from the name it is kept under. */
  scope: () => string | null
  digest: Digest
  now: () => number
}

export const ESCALATIONS_PREFIX = 'devhotload:v1:escalations:'

/** The storage may be full or forbidden: then this page remembers for itself. */
function quietly<T>(work: () => T, otherwise: T): T {
  try {
    return work()
  } catch {
    return otherwise
  }
}

/** 128 bits in the form that a contract expects of a key. */
const asUuid = (hex: string): string =>
  [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20, 32)].join('-')

export function createEscalationShelf({ storage, scope, digest, now }: EscalationShelfDeps): EscalationShelf {
  function deleteAll(except: string | null): void {
    if (!storage) return
    const names = Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '')
    for (const name of names) if (name.startsWith(ESCALATIONS_PREFIX) && name !== except) storage.removeItem(name)
  }

  function bookOf(name: string): EscalationBook {
    /** Begun in this tab, as last seen: another person's sign-in in another tab may delete what is kept. */
    const own = new Map<string, Escalation>()
    let isKept = storage !== null

    function stored(): readonly Escalation[] {
      const kept: unknown = quietly(() => JSON.parse(storage?.getItem(name) ?? '[]') as unknown, [])
      return Array.isArray(kept) ? kept.map(escalationFrom).filter((one) => one !== null) : []
    }

    function all(): readonly Escalation[] {
      const known = new Map(own)
      for (const one of isKept ? stored() : []) known.set(one.key, one)
      const useful = [...known.values()].filter((one) => isOfUse(one, now()))
      for (const key of own.keys()) {
        const newest = useful.find((one) => one.key === key)
        if (newest) own.set(key, newest)
        else own.delete(key)
      }
      return useful
    }

    function put(escalation: Escalation): void {
      const next = [...all().filter(({ key }) => key !== escalation.key), escalation]
      if (own.has(escalation.key)) own.set(escalation.key, escalation)
      isKept &&= quietly(() => {
        storage?.setItem(name, JSON.stringify(next))
        return true
      }, false)
    }

    return {
      keyOf: async (text) => asUuid(await digest(text)),
      isShared: () => isKept,
      isOwn: (key) => own.has(key),
      all,
      begin(escalation) {
        own.set(escalation.key, escalation)
        put(escalation)
      },
      put,
    }
  }

  return {
    async open() {
      const owner = scope()
      if (owner === null) return null
      const name = ESCALATIONS_PREFIX + (await digest(owner))
      if (scope() !== owner) return null
      quietly(() => deleteAll(name), undefined)
      const book = bookOf(name)
      if (book.all().length === 0) quietly(() => storage?.removeItem(name), undefined)
      return book
    },
    forget: () => quietly(() => deleteAll(null), undefined),
  }
}
