import { SignInError } from './credentials.ts'
import type { Delivery, Persist } from './delivery.ts'
import { livingSessionOf, type DevApiLink, type Registration } from './dev-api-link.ts'

export type Registered =
  | { kind: 'live'; registration: Registration }
  /** Another session of this plugin and tenant lives. */
  | { kind: 'taken'; sentence: string }
  | { kind: 'failed'; sentence: string }

export interface RegistrarDeps<Request> {
  api: string
  link: Pick<DevApiLink, 'end'> & { register: (request: Request) => Promise<Delivery<Registration>> }
  persist: Persist
  /** Rejects like `fetch` when the Dev API is away, and with `SignInError`. */
  describe: () => Promise<Request>
  /** Says that it waits for the Dev API, once a wait. */
  onWait: (reason: string) => void
}

/** Opens sessions at the Dev API. */
export const createRegistrar = <Request>({ api, link, persist, describe, onWait }: RegistrarDeps<Request>) => {
  const attempt = async (): Promise<Delivery<Registration>> => {
    try {
      return await link.register(await describe())
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      return error instanceof SignInError
        ? { kind: 'refused', status: 401, reason, body: null }
        : { kind: 'later', reason }
    }
  }

  const register = async (takeover: boolean, signal: AbortSignal): Promise<Registered> => {
    let waited = false
    const tellOnce = (reason: string) => {
      if (!waited) onWait(reason)
      waited = true
    }
    const result = await persist(attempt, { signal, onWait: tellOnce })
    switch (result.kind) {
      case 'done':
        return { kind: 'live', registration: result.data }
      case 'abandoned':
        return { kind: 'failed', sentence: `The Dev API at ${api} cannot be reached. Is it running?` }
      case 'gone':
        return { kind: 'failed', sentence: `${api} offers no registration of plugins: ${result.reason}` }
      case 'refused': {
        if (result.status !== 409) {
          return { kind: 'failed', sentence: `The Dev API refused the session: ${result.reason}` }
        }
        const living = livingSessionOf(result.body)
        if (takeover && living) {
          await persist(() => link.end(living.sessionId, 'taken over'), { signal, onWait: tellOnce })
          return register(false, signal)
        }
        const owner = living?.developerId ? ` of ${living.developerId}` : ''
        const which = living ? `Session ${living.sessionId}${owner}` : 'Another session'
        return {
          kind: 'taken',
          sentence: `${which} of this plugin is live. End it in the panel, or start with --takeover.`,
        }
      }
    }
  }

  return { register }
}
