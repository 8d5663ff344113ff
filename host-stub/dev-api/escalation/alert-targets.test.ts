import { describe, expect, it } from 'vitest'
import { NO_TARGETS, readAlertTargets } from './alert-targets.ts'

const SLACK = 'https://hooks.slack.example/services/T0/B0/S3CRET'
const PAGER = 'https://events.pagerduty.example/v2/enqueue'

describe('who is told', () => {
  it('is nobody when the environment names nobody', () => {
    expect(readAlertTargets({})).toEqual(NO_TARGETS)
    expect(readAlertTargets({ PX_ALERT_SLACK_WEBHOOK_URL: '  ', PX_ALERT_PAGERDUTY_KEY: '' })).toEqual(NO_TARGETS)
  })

  it('is whom the environment names', () => {
    expect(
      readAlertTargets({
        PX_ALERT_SLACK_WEBHOOK_URL: ` ${SLACK} `,
        PX_ALERT_PAGERDUTY_URL: PAGER,
        PX_ALERT_PAGERDUTY_KEY: 'k',
        PX_ALERT_PANEL_URL: 'https://shell.example/dev-hotload',
      }),
    ).toEqual({
      slack: { url: SLACK },
      pagerduty: { url: PAGER, key: 'k' },
      panelUrl: 'https://shell.example/dev-hotload',
    })
  })

  it.each([
    [{ PX_ALERT_SLACK_WEBHOOK_URL: 'S3CRET' }, 'PX_ALERT_SLACK_WEBHOOK_URL is not an address.'],
    [
      { PX_ALERT_SLACK_WEBHOOK_URL: 'file:///S3CRET' },
      'PX_ALERT_SLACK_WEBHOOK_URL must begin with https:// or http://.',
    ],
    [
      { PX_ALERT_SLACK_WEBHOOK_URL: 'https://me:S3CRET@x.example' },
      'PX_ALERT_SLACK_WEBHOOK_URL must not contain a user name or a password.',
    ],
    [{ PX_ALERT_PANEL_URL: 'javascript:S3CRET' }, 'PX_ALERT_PANEL_URL must begin with https:// or http://.'],
    [{ PX_ALERT_PAGERDUTY_KEY: 'S3CRET' }, 'PX_ALERT_PAGERDUTY_KEY needs PX_ALERT_PAGERDUTY_URL too.'],
    [{ PX_ALERT_PAGERDUTY_URL: PAGER }, 'PX_ALERT_PAGERDUTY_URL needs PX_ALERT_PAGERDUTY_KEY too.'],
  ])('is told apart from what cannot be used, without repeating it: %j', (env, sentence) => {
    expect(readAlertTargets(env)).toEqual({ sentence })
  })
})
