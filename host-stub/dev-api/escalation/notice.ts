import { createHash } from 'node:crypto'
import type { Person, Tenant } from '../auth/people.ts'
import type { Notification } from '../audit/panel-reports.ts'

/** A notification with all that a message says of it. */
export interface Notice extends Notification {
  notificationId: string
  tenant: Tenant
  person: Person
  /** Of the session that it is about. */
  pluginId: string | null
}

const LONGEST_CAUSE = 200

/**
 * What went wrong, so that the same thing twice is one incident: `details.cause` if the panel names one, else the
 * session; a failure of neither is one of the whole tenant.
 */
const causeOf = ({ details, sessionId }: Notice): string => {
  const named = details?.['cause']
  return typeof named === 'string' ? `cause:${named.slice(0, LONGEST_CAUSE)}` : sessionId ? `session:${sessionId}` : ''
}

/** The same for each repetition, and it gives nothing away. */
export const dedupKeyOf = (notice: Notice): string => {
  const what = JSON.stringify([notice.tenant.id, notice.kind, causeOf(notice)])
  return `dev-hotload-${createHash('sha256').update(what).digest('hex').slice(0, 40)}`
}

/** What happened, in one line without any text of a client. */
export const headlineOf = ({ kind, count }: Notice): string => {
  switch (kind) {
    case 'stream.disconnected':
      return 'Dev Hotload gets no live updates'
    case 'terminate.failing':
      return count === 1
        ? 'A termination failed in Dev Hotload'
        : `${count} terminations in a row failed in Dev Hotload`
  }
}

const MOST_DETAILS = 8
const LONGEST_NAME = 40
const LONGEST_VALUE = 200

const calm = (text: string, most: number): string => {
  // eslint-disable-next-line no-control-regex -- control and direction characters make a line read as something else
  const plain = text.replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+/g, ' ')
  // By characters, so that none is cut in two.
  const characters = Array.from(plain.trim())
  return characters.length > most ? `${characters.slice(0, most - 1).join('')}…` : characters.join('')
}

/** The plain facts of `details`, few and short: a message is read on a phone. */
export const factsOf = ({ details }: Notice): [name: string, value: string][] =>
  Object.entries(details ?? {})
    .filter(([, value]) => ['string', 'number', 'boolean'].includes(typeof value) && value !== '')
    .slice(0, MOST_DETAILS)
    .map(([name, value]) => [calm(name, LONGEST_NAME), calm(String(value), LONGEST_VALUE)])

/** Text of a client on one line, cut when it is long. */
export const oneLine = (text: string): string => calm(text, LONGEST_VALUE)

/** The panel at the session, if anybody has said where the panel is. */
export const panelLinkOf = ({ sessionId }: Notice, panelUrl: string | null): string | null => {
  if (panelUrl === null) return null
  const url = new URL(panelUrl)
  if (sessionId) url.pathname = `${url.pathname.replace(/\/+$/, '')}/sessions/${encodeURIComponent(sessionId)}`
  return url.href
}
