/** What the stream of PowerX Core says: no id, no time, and a tenant only when a session starts. */
export type CoreEvent =
  | {
      type: 'SessionStarted'
      sessionId: string
      payload: { developerId: number; pluginId: string; tenant_uuid: string }
    }
  | {
      type: 'SessionReloaded'
      sessionId: string
      payload: {
        artifacts: Record<string, unknown>[] | null
        changed: string[] | null
        durationMs: number
        error: string
        sequence: number
        success: boolean
      }
    }
  | { type: 'SessionTerminated'; sessionId: string; payload: { note: string } }

const BUFFER = 128

/** Hands every event to every subscriber, whatever the tenant. Who has {@link BUFFER} events waiting loses the next ones. */
export const createNotifier = () => {
  const subscribers = new Set<{ waiting: CoreEvent[]; wake: () => void }>()

  return {
    publish(event: CoreEvent): void {
      for (const { waiting, wake } of subscribers) {
        if (waiting.length >= BUFFER) continue
        waiting.push(event)
        wake()
      }
    },

    /** `wake` is called whenever `take` has something new. */
    subscribe(wake: () => void) {
      const subscriber = { waiting: [] as CoreEvent[], wake }
      subscribers.add(subscriber)
      return {
        take: (): CoreEvent | undefined => subscriber.waiting.shift(),
        end: () => void subscribers.delete(subscriber),
      }
    },

    size: () => subscribers.size,
  }
}

export type Notifier = ReturnType<typeof createNotifier>
