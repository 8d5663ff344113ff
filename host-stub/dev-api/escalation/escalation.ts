import type { Database } from '../db/open-database.ts'
import type { AlertTargets } from './alert-targets.ts'
import type { Dispatcher } from './dispatcher.ts'
import type { Notice } from './notice.ts'
import type { Outbox } from './outbox.ts'
import { pagerdutyEvent } from './pagerduty-event.ts'
import { routeOf, TARGET_NAMES, type Target } from './routing.ts'
import { slackMessage } from './slack-message.ts'

export interface EscalationDeps {
  db: Database
  targets: AlertTargets
  outbox: Outbox
  dispatcher: Dispatcher
}

/** Lets people know of what the panel reports. */
export const createEscalation = ({ db, targets, outbox, dispatcher }: EscalationDeps) => {
  const messageFor = (target: Target, notice: Notice): object => {
    switch (target) {
      case 'slack':
        return slackMessage(notice, targets.panelUrl)
      case 'pagerduty':
        return pagerdutyEvent(notice, targets.panelUrl)
    }
  }

  return {
    /**
     * Puts a message into the outbox for everybody who is to be told, and names them; nobody when no address is known.
     * To be called in the transaction that stores the notification.
     */
    accept(notice: Notice): string[] {
      const route = routeOf(notice, targets)
      for (const target of route) outbox.add(notice.notificationId, target, messageFor(target, notice))
      // Not before whoever has reported it has its answer.
      if (route.length > 0) db.afterCommit(() => setImmediate(() => void dispatcher.kick()))
      return route.map((target) => TARGET_NAMES[target])
    },
  }
}

export type Escalation = ReturnType<typeof createEscalation>
