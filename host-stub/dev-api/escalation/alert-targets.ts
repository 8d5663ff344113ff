/** Where people are told, each `null` when nobody has said where that is. */
export interface AlertTargets {
  /** A webhook that takes what Slack's incoming webhooks take. Its address is a secret. */
  readonly slack: { readonly url: string } | null
  /** Events API v2; the key is a secret and is neither stored nor printed. */
  readonly pagerduty: { readonly url: string; readonly key: string } | null
  /** Base address of the panel for the link in a message. */
  readonly panelUrl: string | null
}

export const NO_TARGETS: AlertTargets = { slack: null, pagerduty: null, panelUrl: null }

/** The environment that says where people are told; all of it may be secret, so no option of a command line. */
export const ALERT_ENV = {
  slack: 'PX_ALERT_SLACK_WEBHOOK_URL',
  pagerdutyUrl: 'PX_ALERT_PAGERDUTY_URL',
  pagerdutyKey: 'PX_ALERT_PAGERDUTY_KEY',
  panelUrl: 'PX_ALERT_PANEL_URL',
} as const

class NotUsable extends Error {}

/** A sentence never repeats the value: it may be a secret with a typing mistake. */
const readUrl = (env: NodeJS.ProcessEnv, name: string): string | null => {
  const text = env[name]?.trim()
  if (!text) return null
  if (!URL.canParse(text)) throw new NotUsable(`${name} is not an address.`)
  const url = new URL(text)
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    throw new NotUsable(`${name} must begin with https:// or http://.`)
  if (url.username || url.password) throw new NotUsable(`${name} must not contain a user name or a password.`)
  return url.href
}

/** Reads the environment; the answer is a sentence when something in it cannot be used. */
export const readAlertTargets = (env: NodeJS.ProcessEnv): AlertTargets | { sentence: string } => {
  try {
    const slack = readUrl(env, ALERT_ENV.slack)
    const url = readUrl(env, ALERT_ENV.pagerdutyUrl)
    const key = env[ALERT_ENV.pagerdutyKey]?.trim() || null
    if ((url === null) !== (key === null)) {
      const [given, missing] = url
        ? (['pagerdutyUrl', 'pagerdutyKey'] as const)
        : (['pagerdutyKey', 'pagerdutyUrl'] as const)
      throw new NotUsable(`${ALERT_ENV[given]} needs ${ALERT_ENV[missing]} too.`)
    }
    return {
      slack: slack === null ? null : { url: slack },
      pagerduty: url === null || key === null ? null : { url, key },
      panelUrl: readUrl(env, ALERT_ENV.panelUrl),
    }
  } catch (error) {
    if (error instanceof NotUsable) return { sentence: error.message }
    throw error
  }
}
