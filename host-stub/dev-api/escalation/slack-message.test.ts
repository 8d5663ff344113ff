import { describe, expect, it } from 'vitest'
import { PEOPLE, TENANTS } from '../auth/people.ts'
import type { Notice } from './notice.ts'
import { pagerdutyEvent } from './pagerduty-event.ts'
import { slackMessage } from './slack-message.ts'

const notice = (more: Partial<Notice> = {}): Notice => ({
  kind: 'terminate.failing',
  severity: 'critical',
  since: '2026-01-05T09:58:00Z',
  count: 3,
  notificationId: 'n-1',
  tenant: TENANTS[0],
  person: PEOPLE[0] as Notice['person'],
  pluginId: null,
  ...more,
})

const textOf = (more: Partial<Notice>, panelUrl: string | null = null) =>
  (slackMessage(notice(more), panelUrl) as { text: string }).text

describe('a message for Slack', () => {
  it('says what happened, since when, to whom, and how bad it is', () => {
    expect(
      slackMessage(notice({ sessionId: 's-1', pluginId: 'orders', details: { code: 'DH_ALERT_002' } }), null),
    ).toEqual({
      channel: '#powerx-admin-alerts',
      text: [
        ':rotating_light: *3 terminations in a row failed in Dev Hotload*',
        'Severity `critical` · since 2026-01-05T09:58:00Z · count 3 · tenant `Northwind Trading` · reported by `Olivia Santos`',
        'Session `s-1` of plugin `orders`',
        '`code` `DH_ALERT_002`',
      ].join('\n'),
      parse: 'none',
      link_names: false,
      unfurl_links: false,
      unfurl_media: false,
    })
    expect(textOf({ kind: 'stream.disconnected', severity: 'warning' })).toMatch(
      /^:warning: \*Dev Hotload gets no live updates\*/,
    )
  })

  it.each([
    ['<!channel> <!here> <@U123> <#C1|x>', '&lt;!channel&gt; &lt;!here&gt; &lt;@\u200bU123&gt; &lt;#C1|x&gt;'],
    ['@channel @here @everyone @all', '@\u200bchannel @\u200bhere @\u200beveryone @\u200ball'],
    ['<https://evil.example|Open the panel>', '&lt;https://evil.example|Open the panel&gt;'],
    ['a & b &lt;!here&gt;', 'a &amp; b &amp;lt;!here&amp;gt;'],
    ['` *bold* ` <!here>', "' *bold* ' &lt;!here&gt;"],
    ['one\n:rotating_light: *Fake*\r\n\u202etxt', 'one :rotating_light: *Fake* txt'],
    ['@\u200b\u2060channel', '@ channel'],
  ])('shows %j as the text that it is', (hostile, shown) => {
    const text = textOf({
      severity: hostile,
      pluginId: hostile,
      sessionId: hostile,
      details: { [hostile]: 'x', code: hostile },
    })
    expect(text).toContain(`Severity \`${shown.slice(0, 200)}\` · since`)
    expect(text).toContain(`of plugin \`${shown}\``)
    expect(text).toContain(`\`code\` \`${shown}\``)
    // The only angle brackets and mentions of a message are its own, and this one has none.
    expect(text).not.toMatch(/[<>]|@(?:channel|here|everyone|all|U123)/)
    expect(text.split('\n')).toHaveLength(4)
  })

  it('takes only few, short and plain details', () => {
    const details = Object.fromEntries(Array.from({ length: 50 }, (_, n) => [`name${n}`, '😀'.repeat(5000)]))
    const text = textOf({ details: { list: [1], nothing: null, object: { a: 1 }, ...details } })
    expect(text).not.toMatch(/list|nothing|object|name8/)
    expect(text).toContain(`\`name7\` \`${'😀'.repeat(199)}…\``)
  })

  it.each([
    [null, 's-1', null],
    ['https://shell.example/dev-hotload/', null, '<https://shell.example/dev-hotload/|Open the panel>'],
    [
      'https://shell.example/dev-hotload',
      's/1|>',
      '<https://shell.example/dev-hotload/sessions/s%2F1%7C%3E|Open the panel>',
    ],
    ['https://shell.example/a?x=1&y=|', null, '<https://shell.example/a?x=1&amp;y=%7C|Open the panel>'],
  ])('with the panel at %j and session %j links to %j', (panelUrl, sessionId, link) => {
    const text = textOf({ sessionId }, panelUrl)
    expect(/<.*>/.exec(text)?.[0] ?? null).toBe(link)
  })
})

describe('an event for PagerDuty', () => {
  it('triggers level L2 with everything that whoever is woken asks first', () => {
    const event = pagerdutyEvent(
      notice({ sessionId: 's-1', pluginId: 'orders', details: { code: 'DH_ALERT_002', deep: { a: 1 } } }),
      'https://shell.example/dev-hotload',
    )
    expect(event).toEqual({
      event_action: 'trigger',
      dedup_key: expect.stringMatching(/^dev-hotload-[0-9a-f]{40}$/) as string,
      client: 'Dev Hotload',
      client_url: 'https://shell.example/dev-hotload/sessions/s-1',
      links: [{ href: 'https://shell.example/dev-hotload/sessions/s-1', text: 'Open the panel' }],
      payload: {
        summary: '3 terminations in a row failed in Dev Hotload (Northwind Trading)',
        source: 'dev-hotload',
        severity: 'critical',
        timestamp: '2026-01-05T09:58:00Z',
        component: 'dev-hotload',
        group: TENANTS[0].id,
        class: 'terminate.failing',
        custom_details: {
          level: 'L2',
          kind: 'terminate.failing',
          severity: 'critical',
          count: 3,
          since: '2026-01-05T09:58:00Z',
          tenantId: TENANTS[0].id,
          tenantName: 'Northwind Trading',
          reportedBy: 'Olivia Santos',
          notificationId: 'n-1',
          sessionId: 's-1',
          pluginId: 'orders',
          details: { code: 'DH_ALERT_002' },
        },
      },
    })
    expect(event).not.toHaveProperty('routing_key')
  })

  it('is one incident for the same cause, whoever reports it, when, and how often', () => {
    const keyOf = (more: Partial<Notice>) => (pagerdutyEvent(notice(more), null) as { dedup_key: string }).dedup_key
    const key = keyOf({})
    const again = {
      notificationId: 'n-2',
      person: PEOPLE[1],
      count: 9,
      since: '2026-01-06T00:00:00Z',
      details: { x: 1 },
    }
    expect(keyOf(again as Partial<Notice>)).toBe(key)
    const others = [
      { tenant: TENANTS[1] },
      { kind: 'stream.disconnected' as const },
      { sessionId: 's-1' },
      { details: { cause: 's-1' } },
      { details: { cause: 'forbidden' } },
    ].map(keyOf)
    expect(new Set([key, ...others]).size).toBe(6)
  })
})
