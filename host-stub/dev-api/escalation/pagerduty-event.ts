import { dedupKeyOf, factsOf, headlineOf, oneLine, panelLinkOf, type Notice } from './notice.ts'
import { PAGERDUTY_LEVEL } from './routing.ts'

/** An event of the Events API v2, all but its `routing_key`: that one is added when it is sent and never stored. */
export const pagerdutyEvent = (notice: Notice, panelUrl: string | null): object => {
  const { tenant, person, kind, count, since, severity, sessionId, pluginId, notificationId } = notice
  const link = panelLinkOf(notice, panelUrl)
  return {
    event_action: 'trigger',
    dedup_key: dedupKeyOf(notice),
    client: 'Dev Hotload',
    ...(link ? { client_url: link, links: [{ href: link, text: 'Open the panel' }] } : {}),
    payload: {
      summary: `${headlineOf(notice)} (${tenant.name})`,
      source: 'dev-hotload',
      severity: 'critical',
      timestamp: since,
      component: 'dev-hotload',
      group: tenant.id,
      class: kind,
      custom_details: {
        level: PAGERDUTY_LEVEL,
        kind,
        severity: oneLine(severity),
        count,
        since,
        tenantId: tenant.id,
        tenantName: tenant.name,
        reportedBy: person.name,
        notificationId,
        ...(sessionId ? { sessionId, pluginId } : {}),
        details: Object.fromEntries(factsOf(notice)),
      },
    },
  }
}
