import type { DiagnosticCode, HostConfig } from '../../../contracts/index.ts'
import type { EndpointConfig } from '../../client/index.ts'

export interface PanelConfig extends EndpointConfig {
  readonly profile: 'auto' | 'gateway' | 'core'
  /** How often metrics are asked for, ms. */
  readonly metricsRefreshMs: number
  /** Log lines kept in this browser. */
  readonly logRetentionLimit: number
  readonly grafanaUrl: string | null
  readonly runbookUrl: string | null
}

/** A value that could not be used; `key` names it, the default stands in. */
export interface ConfigProblem {
  readonly code: DiagnosticCode
  readonly key: keyof HostConfig & string
}

const PROFILES = ['auto', 'gateway', 'core'] as const

/** The shell's configuration with defaults for what is absent, and one problem for each value that is not valid. */
export function readConfig(config: HostConfig): { config: PanelConfig; problems: readonly ConfigProblem[] } {
  const problems: ConfigProblem[] = []
  const reject = (key: ConfigProblem['key']) => void problems.push({ code: 'DH_CONFIG_001', key })

  function url(key: ConfigProblem['key']): string | null {
    const value = config[key]
    if (value === undefined || value === '') return null
    if (typeof value === 'string' && /^(https?:\/\/|\/(?!\/))\S*$/.test(value)) return value
    reject(key)
    return null
  }

  function whole(key: ConfigProblem['key'], least: number, most: number, fallback: number): number {
    const value = config[key]
    if (value === undefined || value === '') return fallback
    const number = typeof value === 'boolean' ? NaN : Number(value)
    if (Number.isInteger(number) && number >= least && number <= most) return number
    reject(key)
    return fallback
  }

  const wanted = String(config.PX_DEV_API_PROFILE ?? 'auto').toLowerCase()
  const profile = PROFILES.find((name) => name === wanted)
  if (!profile) reject('PX_DEV_API_PROFILE')

  return {
    config: {
      apiBaseUrl: url('PX_DEV_API_BASE_URL') ?? 'https://dev-api.powerx.local',
      graphqlUrl: url('PX_DEV_GRAPHQL_URL'),
      sseUrl: url('PX_DEV_SSE_URL'),
      grafanaUrl: url('PX_DEV_GRAFANA_URL'),
      runbookUrl: url('PX_DEV_RUNBOOK_URL'),
      profile: profile ?? 'auto',
      metricsRefreshMs: whole('PX_DEV_METRICS_REFRESH_MS', 1_000, 600_000, 15_000),
      logRetentionLimit: whole('PX_DEV_LOG_RETENTION_LIMIT', 1_000, 1_000_000, 50_000),
    },
    problems,
  }
}
