/**
 * What a server of a profile can be asked for. The panel shows no pane, figure or command that its server cannot
 * fill: it says so in one sentence instead of showing zeros.
 */
export interface ServerOffers {
  readonly profile: 'gateway' | 'core'
  /** Log lines: live, their history, export and the look at a masked line. */
  readonly logs: boolean
  /** The reloads of a session from before the page was opened. */
  readonly reloads: boolean
  /** Figures, their history and thresholds, and `refresh-metrics`. */
  readonly metrics: boolean
  readonly alerts: boolean
  /** Who did what, and an audit id for each command. */
  readonly audit: boolean
  /** A reload at the panel's request. */
  readonly reloadCommand: boolean
  /** The start of a session; without it, it is worked out from the expiry. */
  readonly startedAt: boolean
}

/** The system of the specification: Admin GraphQL gateway and Dev Hotload API. */
export const GATEWAY_OFFERS: ServerOffers = {
  profile: 'gateway',
  logs: true,
  reloads: true,
  metrics: true,
  alerts: true,
  audit: true,
  reloadCommand: true,
  startedAt: true,
}

/** PowerX Core: a list, three kinds of event, and DELETE. */
export const CORE_OFFERS: ServerOffers = {
  profile: 'core',
  logs: false,
  reloads: false,
  metrics: false,
  alerts: false,
  audit: false,
  reloadCommand: false,
  startedAt: false,
}
