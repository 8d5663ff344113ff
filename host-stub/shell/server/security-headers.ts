import { stubConfigBody } from './stub-config.ts'
import type { ShellOptions } from './options.ts'

const API_KEYS = ['PX_DEV_API_BASE_URL', 'PX_DEV_GRAPHQL_URL', 'PX_DEV_SSE_URL']

const originOf = (value: string | undefined): string[] => {
  if (value === undefined || !URL.canParse(value)) return []
  const { origin, protocol } = new URL(value)
  return /^https?:$/.test(protocol) ? [origin] : []
}

const line = (directive: string, ...sources: string[]): string => [directive, ...new Set(sources)].join(' ')

/** The policy of every page: code from the shell and the remote, data from the shell and the Dev API. */
export function contentSecurityPolicy(options: Pick<ShellOptions, 'api' | 'remoteUrl' | 'config'>): string {
  const remote = originOf(options.remoteUrl)
  const { config } = stubConfigBody(options)
  const apis = API_KEYS.flatMap((key) => originOf(config[key]))
  return [
    line('default-src', "'self'"),
    line('script-src', "'self'", ...remote),
    line('connect-src', "'self'", ...apis, ...remote),
    // ApexCharts writes a <style> element of its own.
    line('style-src', "'self'", "'unsafe-inline'", ...remote),
    line('img-src', "'self'", 'data:', 'blob:', ...remote),
    line('font-src', "'self'", ...remote),
    line('worker-src', "'self'", 'blob:'),
    line('frame-src', "'self'", ...originOf(config.PX_DEV_GRAFANA_URL)),
    line('object-src', "'none'"),
    line('base-uri', "'self'"),
    line('form-action', "'self'"),
    line('frame-ancestors', "'none'"),
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
