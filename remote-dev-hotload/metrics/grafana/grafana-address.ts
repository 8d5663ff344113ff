import { safeLink } from '../../kernel/index.ts'
import { GRAFANA_DASHBOARD, type GrafanaPanel } from './dashboard.ts'

/** Why Grafana is linked to and not embedded. */
export type LinkedOnly = 'same-origin' | 'insecure'

/** Where Grafana is. `base` has no slash at its end, no query, and nobody's name or password. */
export interface GrafanaPlace {
  readonly base: string
  readonly origin: string
  /** Of Grafana, when the shell's address names one. */
  readonly orgId: string | null
  readonly linkedOnly: LinkedOnly | null
}

/** What is looked at. */
export interface GrafanaView {
  readonly sessionId: string | null
  readonly tenantId: string | null
  /** How far back from now, ms. */
  readonly windowMs: number
}

/** A browser trusts these without TLS. */
const OWN_MACHINE = /^(localhost|.*\.localhost|127(\.\d+){3}|\[::1\])$/

/**
 * Reads the shell's address of Grafana, which may be a path of the page's own origin; null when it is not http(s).
 * A frame needs scripts and its own origin for Grafana to run, and with both a page of our own origin could undo its
 * sandbox and reach into the shell: such a Grafana is only linked to.
 */
export function readGrafanaPlace(text: string, page: Pick<Location, 'href' | 'origin'>): GrafanaPlace | null {
  if (!URL.canParse(text, page.href)) return null
  const url = new URL(text, page.href)
  if (safeLink(url.href) === null) return null
  const isInsecure = page.origin.startsWith('https:') && url.protocol === 'http:' && !OWN_MACHINE.test(url.hostname)
  return {
    base: url.origin + url.pathname.replace(/\/+$/, ''),
    origin: url.origin,
    orgId: /^\d+$/.exec(url.searchParams.get('orgId') ?? '')?.[0] ?? null,
    linkedOnly: url.origin === page.origin ? 'same-origin' : isInsecure ? 'insecure' : null,
  }
}

/** Grafana's words for the time range: `now-15m`, `now-90s`. */
function startOf(windowMs: number): string {
  const seconds = Math.max(1, Math.round(windowMs / 1_000))
  return seconds % 60 === 0 ? `now-${seconds / 60}m` : `now-${seconds}s`
}

const ALL = '$__all'

function addressOf(place: GrafanaPlace, route: 'd' | 'd-solo', view: GrafanaView, own: Record<string, string>): string {
  const { uid, slug, tenantVariable, sessionVariable } = GRAFANA_DASHBOARD
  const query = new URLSearchParams({
    ...(place.orgId === null ? {} : { orgId: place.orgId }),
    ...own,
    from: startOf(view.windowMs),
    to: 'now',
    ...(view.tenantId === null ? {} : { [`var-${tenantVariable}`]: view.tenantId }),
    [`var-${sessionVariable}`]: view.sessionId ?? ALL,
  })
  return `${place.base}/${route}/${uid}/${slug}?${query}`
}

/** The whole dashboard, in the reader's own look. */
export const dashboardAddress = (place: GrafanaPlace, view: GrafanaView): string => addressOf(place, 'd', view, {})

/** How often an embedded panel asks its data source. */
const REFRESH = '30s'

/** One panel alone, made to be embedded. */
export const panelAddress = (
  place: GrafanaPlace,
  panel: GrafanaPanel,
  view: GrafanaView,
  theme: 'light' | 'dark',
): string => addressOf(place, 'd-solo', view, { panelId: String(panel.id), theme, refresh: REFRESH })
