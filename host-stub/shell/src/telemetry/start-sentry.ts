import * as Sentry from '@sentry/browser'
import type { HostTelemetry, Watched } from '../../../../contracts/host.ts'
import { createSentList, type Sent } from './sent-list.ts'

/** Addresses that no name server knows. The shell's own faults and the panel's go to projects of their own. */
const SHELL_DSN = 'https://powerx_admin@telemetry.invalid/1'
const PANEL_DSN = 'https://dev_hotload@telemetry.invalid/2'
const SHELL_RELEASE = 'powerx-admin@0.0.0+stand-in'

/** The shell's Sentry, and what it would send. */
export interface SentryDesk {
  readonly sent: Watched<Sent>
  /** What the shell hands to the panel as `telemetry`. */
  readonly panel: HostTelemetry
  /** A fault of the shell's own. */
  shellError(error: unknown): void
  /** Metrics are gathered for some seconds; this ends the wait. */
  flush(): Promise<void>
}

/**
 * One `init` for the page, as the SDK asks of micro frontends: the panel brings no SDK and calls none. No integration
 * listens to the page by itself, and the transport ends in memory, so that nothing leaves.
 */
export function startSentry(): SentryDesk {
  const list = createSentList(SHELL_DSN)
  const inProcess = (options: Parameters<typeof Sentry.makeFetchTransport>[0]) =>
    Sentry.createTransport(options, async ({ body }) => {
      list.take(body)
      return { statusCode: 200 }
    })
  Sentry.init({
    dsn: SHELL_DSN,
    release: SHELL_RELEASE,
    environment: 'stand-in',
    defaultIntegrations: false,
    sendClientReports: false,
    dataCollection: { userInfo: false },
    transport: Sentry.makeMultiplexedTransport(inProcess),
    beforeBreadcrumb(crumb) {
      list.crumb(crumb)
      return crumb
    },
  })

  return {
    sent: list.sent,
    panel: {
      breadcrumb: ({ action, result, ...rest }) =>
        Sentry.addBreadcrumb({
          category: 'dev-hotload',
          type: 'user',
          level: rest.errorCode === undefined ? 'info' : 'warning',
          message: `${action}: ${result}`,
          data: { action, result, ...rest },
        }),
      metric(name, value, unit, attributes = {}) {
        const options = { unit, attributes }
        // A time is one of many values, and everything else that the panel tells is a level.
        if (unit === 'millisecond') Sentry.metrics.distribution(name, value, options)
        else Sentry.metrics.gauge(name, value, options)
      },
      exception(error, context = {}) {
        const { release = 'dev-hotload', ...tags } = context
        Sentry.captureException(error, {
          tags,
          extra: { [Sentry.MULTIPLEXED_TRANSPORT_EXTRA_KEY]: [{ dsn: PANEL_DSN, release }] },
        })
      },
    },
    shellError: (error) => void Sentry.captureException(error),
    flush: async () => void (await Sentry.flush(1_000)),
  }
}
