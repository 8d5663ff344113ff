import { CSP_REPORTS_PATH } from './csp-reports.ts'
import { stubConfigBody } from './stub-config.ts'
import type { ShellOptions } from './options.ts'

const API_KEYS = ['PX_DEV_API_BASE_URL', 'PX_DEV_GRAPHQL_URL', 'PX_DEV_SSE_URL']

const originOf = (value: string | undefined): string[] => {
  if (value === undefined || !URL.canParse(value)) return []
  const { origin, protocol } = new URL(value)
  return /^https?:$/.test(protocol) ? [origin] : []
}

const line = (directive: string, ...sources: string[]): string =>
  [directive, ...(sources.length === 0 ? ["'none'"] : new Set(sources))].join(' ')

/**
 * The policy of every page: code and styles from the shell and the remote, data from the shell and the Dev API, and
 * nothing that turns text into code or markup. What a shell with charts adds is in docs/security/csp.md.
 */
export function contentSecurityPolicy(options: Pick<ShellOptions, 'api' | 'remoteUrl' | 'config'>): string {
  const remote = originOf(options.remoteUrl)
  const { config } = stubConfigBody(options)
  const apis = API_KEYS.flatMap((key) => originOf(config[key]))
  return [
    line('default-src'),
    line('script-src', "'self'", ...remote),
    line('style-src', "'self'", ...remote),
    line('connect-src', "'self'", ...apis, ...remote),
    line('img-src', "'self'", ...remote),
    line('font-src', "'self'", ...remote),
    line('frame-src', ...originOf(config.PX_DEV_GRAFANA_URL)),
    line('base-uri'),
    line('form-action', "'self'"),
    line('frame-ancestors'),
    "require-trusted-types-for 'script'",
    line('trusted-types'),
    // Not `report-to`: where both are named it wins, and browsers gather its reports for up to a minute.
    line('report-uri', CSP_REPORTS_PATH),
  ].join('; ')
}

/** Headers of every answer. */
export function securityHeaders(options: Pick<ShellOptions, 'api' | 'remoteUrl' | 'config'>): Record<string, string> {
  return {
    'Content-Security-Policy': contentSecurityPolicy(options),
    'Referrer-Policy': 'same-origin',
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
  }
}
