import type { Clock } from './clock.ts'
import { createCommandInbox, type CommandInboxDeps } from './command-inbox.ts'
import { createCommandListener } from './command-listener.ts'
import type { DevApiLink } from './dev-api-link.ts'
import { createHeartbeat, type HeartbeatDeps } from './heartbeat.ts'

export interface PanelCommandsDeps extends CommandInboxDeps, Pick<HeartbeatDeps, 'onGone' | 'onOutage'> {
  sessionId: string
  link: Pick<DevApiLink, 'heartbeat' | 'openStream'>
  clock: Clock
  random: () => number
}

/** What the panel wants of one session, heard at once by the stream and for certain by the heartbeat. */
export const createPanelCommands = (deps: PanelCommandsDeps) => {
  const { sessionId, link, clock, random, onGone, onOutage } = deps
  const inbox = createCommandInbox(deps)
  const heartbeat = createHeartbeat({
    beat: () => link.heartbeat(sessionId),
    onAnswer: inbox.offer,
    onGone,
    onOutage,
    clock,
  })
  const listener = createCommandListener({
    sessionId,
    open: (lastEventId, signal) => link.openStream(sessionId, lastEventId, signal),
    onUpdate: inbox.offer,
    onDoubt: heartbeat.now,
    clock,
    random,
  })

  return {
    start(): void {
      heartbeat.now()
      listener.start()
    },
    dispose(): void {
      heartbeat.dispose()
      listener.dispose()
    },
  }
}
