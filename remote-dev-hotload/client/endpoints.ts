/** Where the Dev API answers. `base` is an origin or a same-origin prefix, without a trailing slash. */
export interface Endpoints {
  readonly base: string
  readonly graphql: string
  readonly stream: string
}

export interface EndpointConfig {
  readonly apiBaseUrl: string
  readonly graphqlUrl: string | null
  readonly sseUrl: string | null
}

/** Full URLs win over the base; a relative base is resolved against the page. */
export function resolveEndpoints(config: EndpointConfig, pageUrl: string): Endpoints {
  const base = new URL(config.apiBaseUrl, pageUrl).href.replace(/\/+$/, '')
  const absolute = (url: string) => new URL(url, pageUrl).href
  return {
    base,
    graphql: config.graphqlUrl === null ? `${base}/internal/admin/graphql` : absolute(config.graphqlUrl),
    stream: config.sseUrl === null ? `${base}/internal/dev/plugins/stream` : absolute(config.sseUrl),
  }
}

/** Where exports and reveals are recorded before they happen. */
export const auditUrl = (base: string): string => `${base}/internal/dev/plugins/audit`

/** A base that is the shell's own prefix has the commands under the admin path instead. */
export function commandUrl(
  base: string,
  sessionId: string,
  command: 'terminate' | 'reload' | 'refresh-metrics',
): string {
  const id = encodeURIComponent(sessionId)
  const adminPrefix = '/api/admin/dev-hotload'
  if (base.endsWith(adminPrefix) && command !== 'refresh-metrics') return `${base}/sessions/${id}/${command}`
  return `${base}/internal/dev/plugins/register/${id}/${command}`
}
