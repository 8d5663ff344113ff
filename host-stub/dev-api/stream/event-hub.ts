import type { StreamEvent } from './stream-event.ts'

export type EventListener = (event: StreamEvent) => void

/** Hands each event to the open streams of its tenant. */
export const createEventHub = () => {
  const listeners = new Map<string, Set<EventListener>>()

  return {
    publish(event: StreamEvent): void {
      listeners.get(event.tenantId)?.forEach((listener) => listener(event))
    },
    subscribe(tenantId: string, listener: EventListener): () => void {
      const group = listeners.get(tenantId) ?? new Set()
      listeners.set(tenantId, group.add(listener))
      return () => {
        group.delete(listener)
        if (group.size === 0 && listeners.get(tenantId) === group) listeners.delete(tenantId)
      }
    },
    size: (): number => [...listeners.values()].reduce((sum, group) => sum + group.size, 0),
  }
}

export type EventHub = ReturnType<typeof createEventHub>
