/** How many dev sessions of the tenant are alive, by the server's count. A level. */
export const ACTIVE_SESSIONS = 'admin.dev_hotload.active_sessions'
/** Log lines a second of the whole tenant, by the server's count. A level. */
export const LOG_THROUGHPUT = 'admin.dev_hotload.log_throughput'
/** From the click to the seen end of one session. One value for each terminate. */
export const TERMINATE_LATENCY_MS = 'admin.dev_hotload.terminate_latency_ms'

/** The metrics of the specification, and the unit that the shell is told with each. Dashboards are checked against it. */
export const USAGE_METRICS = {
  [ACTIVE_SESSIONS]: { unit: 'session' },
  [LOG_THROUGHPUT]: { unit: 'line/second' },
  [TERMINATE_LATENCY_MS]: { unit: 'millisecond' },
} as const satisfies Record<string, { unit: string }>

/** One of the three names. */
export type UsageMetric = keyof typeof USAGE_METRICS

/**
 * What each of them is tagged with. `tenant` is the id that the shell itself gave: several people report the same level
 * of one tenant, so a dashboard takes the highest of each tenant and adds those up. `release` is added on the way out.
 */
export const USAGE_TAGS = ['tenant', 'release'] as const
