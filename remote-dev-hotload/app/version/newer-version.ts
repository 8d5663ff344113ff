import { shallowRef, type ShallowRef } from 'vue'
import type { Clock } from '../../kernel/index.ts'
import type { Deployed } from './deployment.ts'

/** A page that is seen or not. */
export interface Sight {
  isHidden(): boolean
  /** Calls when that changes; the returned function ends it. */
  subscribe(listener: () => void): () => void
}

/** Which build was put off. */
export interface PutOff {
  get(): string | null
  set(build: string): void
}

export interface NewerVersionDeps {
  readonly clock: Clock
  readonly sight: Sight
  readonly putOff: PutOff
  ask(): Promise<Deployed | null>
}

export interface NewerVersion {
  /** The build to tell of; null while there is nothing to say. */
  readonly newer: Readonly<ShallowRef<Deployed | null>>
  /** What somebody else has learned of the deployment. */
  heard(deployed: Deployed | null): void
  /** Says nothing more of this build in this tab. */
  later(): void
  /** Looks again when the reader comes back; the returned function ends that. */
  watch(): () => void
}

const MINUTE = 60_000
/** Whoever comes back sooner is in the middle of something. */
const AWAY_MS = 5 * MINUTE
const AT_MOST_EVERY_MS = 15 * MINUTE

/**
 * Tells that another build has been deployed. Asks only for a reader who comes back after a while, never behind
 * another tab, and says nothing when it could not be asked.
 */
export function createNewerVersion({ clock, sight, putOff, ask }: NewerVersionDeps): NewerVersion {
  const newer = shallowRef<Deployed | null>(null)
  // The page has just been loaded, with the build of then. The wall clock, since a sleeping machine's other one stands.
  let askedAt = clock.now()
  let leftAt: number | null = sight.isHidden() ? askedAt : null

  function heard(deployed: Deployed | null): void {
    if (!deployed) return
    newer.value = deployed.isOurs || deployed.build === putOff.get() ? null : deployed
  }

  function seen(): void {
    const now = clock.now()
    if (sight.isHidden()) {
      leftAt ??= now
      return
    }
    const wasAway = leftAt !== null && now - leftAt >= AWAY_MS
    leftAt = null
    if (!wasAway || now - askedAt < AT_MOST_EVERY_MS) return
    askedAt = now
    void ask().then(heard)
  }

  return {
    newer,
    heard,
    later() {
      if (newer.value) putOff.set(newer.value.build)
      newer.value = null
    },
    watch: () => sight.subscribe(seen),
  }
}
