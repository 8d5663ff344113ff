import { factsOf, headlineOf, oneLine, panelLinkOf, type Notice } from './notice.ts'
import { SLACK_CHANNEL } from './routing.ts'

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

/** The three characters with which Slack's markup begins. */
export const escapeSlack = (text: string): string => text.replace(/[&<>]/g, (character) => ENTITIES[character] ?? '')

/**
 * Text of a client, shown as code: no emphasis, no link, no mention. Slack-shaped servers call people by a bare
 * `@channel`, so the sign is parted from the word by a space without width.
 */
const quote = (text: string): string =>
  `\`${
    escapeSlack(oneLine(text))
      .replaceAll('`', "'")
      .replace(/@(?=\S)/g, '@\u200b') || '–'
  }\``

// In a link `|` ends the address.
const linkTo = (url: string, label: string): string => `<${escapeSlack(url).replaceAll('|', '%7C')}|${label}>`

/** The body for the webhook. */
export const slackMessage = (notice: Notice, panelUrl: string | null): object => {
  const { severity, since, count, tenant, person, sessionId, pluginId } = notice
  const critical = severity.toLowerCase() === 'critical'
  const link = panelLinkOf(notice, panelUrl)
  const facts = factsOf(notice).map(([name, value]) => `${quote(name)} ${quote(value)}`)
  const lines = [
    `${critical ? ':rotating_light:' : ':warning:'} *${headlineOf(notice)}*`,
    `Severity ${quote(severity)} · since ${since} · count ${count} · tenant ${quote(tenant.name)} · reported by ${quote(person.name)}`,
    ...(sessionId ? [`Session ${quote(sessionId)}${pluginId ? ` of plugin ${quote(pluginId)}` : ''}`] : []),
    ...(facts.length > 0 ? [facts.join(' · ')] : []),
    ...(link ? [linkTo(link, 'Open the panel')] : []),
  ]
  return {
    channel: SLACK_CHANNEL,
    text: lines.join('\n'),
    parse: 'none',
    link_names: false,
    unfurl_links: false,
    unfurl_media: false,
  }
}
