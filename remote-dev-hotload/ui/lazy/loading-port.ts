import { inject, type InjectionKey } from 'vue'

/**
 * Why a part of the panel is not there:
 * `offline` the machine has no network, `unreachable` nobody answers where the panel comes from, `missing` the build
 * of this page is still there and yet the file did not come, `newer` another build has taken its place, `broken` the
 * file came and could not be run.
 */
export type TroubleKind = 'offline' | 'unreachable' | 'missing' | 'newer' | 'broken'

export interface LoadTrouble {
  readonly kind: TroubleKind
  /** Of the catalogue of diagnostics. */
  readonly code: string
  /** For a ticket: which file, which builds, when. No line of it comes from a server's own words. */
  readonly details: string
}

/** What a part that did not load asks of the door around it. */
export interface LoadingPort {
  /** Never rejects. */
  explain(error: unknown): Promise<LoadTrouble>
  reloadPage(): void
  /** Calls once the network is back; the returned function ends that. */
  onOnline(run: () => void): () => void
  /** Resolves after `ms`. */
  pause(ms: number): Promise<void>
}

export const LoadingKey: InjectionKey<LoadingPort> = Symbol('dev-hotload loading')

/** Outside of a door nothing is asked. */
const alone: LoadingPort = {
  explain: () => Promise.resolve({ kind: 'unreachable', code: 'DH_LOAD_001', details: 'DH_LOAD_001' }),
  reloadPage: () => window.location.reload(),
  onOnline: () => () => {},
  pause: () => Promise.resolve(),
}

export const useLoading = (): LoadingPort => inject(LoadingKey, alone)
