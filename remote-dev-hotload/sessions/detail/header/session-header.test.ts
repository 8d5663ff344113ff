import type { VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import type { AuditEntry, Session } from '../../../../contracts/index.ts'
import enUS from '../../../locales/en-US.json'
import zhCN from '../../../locales/zh-CN.json'
import { testSession } from '../../../tests/test-session.ts'
import SessionHeader from '../SessionHeader.vue'
import { inSession } from '../testing/in-session.ts'
import { endingAct } from './session-end.ts'

let end = () => {}
afterEach(() => end())

function show(patch: Partial<Session> = {}, locale: 'en-US' | 'zh-CN' = 'en-US') {
  const stage = inSession(locale)
  end = stage.end
  const session = testSession('s-1', { expiresAt: '2026-01-01T00:43:30Z', ...patch })
  stage.sessions.applySession(session)
  return { ...stage, session, header: stage.show(SessionHeader, { session }) }
}
const at = (wrapper: VueWrapper, id: string) => wrapper.find(`[data-testid="${id}"]`)
const terminate = (patch: Partial<AuditEntry> = {}): AuditEntry => ({
  auditId: 'au-7',
  at: '2026-01-01T00:20:00Z',
  action: 'session.terminate',
  sessionId: 's-1',
  actor: 'Olivia Santos',
  result: 'accepted',
  reason: null,
  requestId: null,
  details: null,
  ...patch,
})

describe('the header of a session', () => {
  it('says who and what it is, with a word, a shape and a reason for its state', () => {
    const { header } = show({
      pluginName: 'Orders',
      buildHash: 'sha256:9f86d081884c7d65',
      status: 'FAILED',
      statusReason: 'Build broke',
    })
    for (const words of ['Orders', 'com.test.s-1', 'v1.0.0', 'build 9f86d08', 'Build broke', 'Uma (you)', 'Tenant one'])
      expect(header.text()).toContain(words)
    expect(at(header, 'dh-session-status').find('svg').exists()).toBe(true)
    expect(at(header, 'dh-session-status').text()).toBe('Failed')
  })

  it('links only to the web, and says where', () => {
    const { header } = show({ sandboxEndpoint: 'http://sandbox.example:4010/a', logUrl: 'https://logs.example/q?x=1' })
    const preview = at(header, 'dh-session-preview')
    expect(preview.attributes()).toMatchObject({
      href: 'http://sandbox.example:4010/a',
      title: 'Opens http://sandbox.example:4010/a in a new tab',
      rel: 'noopener noreferrer',
    })
    expect(at(header, 'dh-session-log-link').attributes('href')).toBe('https://logs.example/q?x=1')
  })

  it.each(['javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', 'not an address', '//elsewhere.example'])(
    'shows %s as text that is no link',
    (address) => {
      const { header } = show({ sandboxEndpoint: address, logUrl: address })
      expect(header.find('a').exists()).toBe(false)
      expect(at(header, 'dh-session-preview').text()).toContain(address)
      expect(at(header, 'dh-session-preview').text()).toContain('not a web link')
    },
  )

  it('counts down to the end of a live session and warns under two minutes', async () => {
    const { header, clock, sessions } = show()
    expect(at(header, 'dh-session-expiry').text()).toBe('Ends in 13 min unless its CLI answers')
    expect(at(header, 'dh-session-expiry').attributes('data-soon')).toBeUndefined()
    clock.advance(12 * 60_000)
    await nextTick()
    expect(at(header, 'dh-session-expiry').text()).toBe('Ends in 1:30 unless its CLI answers')
    expect(at(header, 'dh-session-expiry').attributes('data-soon')).toBe('true')
    expect(at(header, 'dh-session-expiry').find('svg').exists()).toBe(true)
    expect(sessions.skewMs).toBe(0)
    clock.advance(2 * 60_000)
    await nextTick()
    expect(at(header, 'dh-session-expiry').exists()).toBe(false)
  })

  it.each([
    ['en-US', enUS, ['Ended', 'by Olivia Santos', 'readable']],
    ['zh-CN', zhCN, ['结束', '操作人：Olivia Santos', '日志仍可查看']],
  ] as const)('of an ended one says in %s when, by whom, and with which record', async (locale, texts, words) => {
    const { header, activity, loadActivity } = show(
      { status: 'TERMINATED', endedAt: '2026-01-01T00:20:00Z', terminationNote: 'terminated by the panel' },
      locale,
    )
    expect(loadActivity).toHaveBeenCalledExactlyOnceWith('s-1')
    expect(at(header, 'dh-session-end-audit').exists()).toBe(false)
    activity.push(terminate())
    await nextTick()
    for (const word of words) expect(at(header, 'dh-session-end').text()).toContain(word)
    expect(at(header, 'dh-session-end-audit').text()).toBe('au-7')
    expect(header.text()).toContain('terminated by the panel')
    expect(at(header, 'dh-session-end').text()).toContain(texts.audit.id)
  })

  it('asks for nobody while the session lives', () => {
    expect(show().loadActivity).not.toHaveBeenCalled()
  })

  it('copies the session id and the full link', async () => {
    const copied: string[] = []
    vi.spyOn(navigator.clipboard, 'writeText').mockImplementation(async (text) => void copied.push(text))
    const { header } = show()
    await at(header, 'dh-session-copy-id').trigger('click')
    await at(header, 'dh-session-copy-link').trigger('click')
    expect(copied).toEqual(['s-1', new URL('/dev-hotload/sessions/s-1/logs', window.location.href).href])
    await nextTick()
    expect(at(header, 'dh-session-copy-id').attributes('aria-label')).toBe(enUS.common.copied)
  })

  it('says so when the browser refuses the clipboard', async () => {
    vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new Error('no'))
    const { header } = show()
    await at(header, 'dh-session-copy-id').trigger('click')
    await nextTick()
    expect(at(header, 'dh-session-copy-id').attributes('aria-label')).toBe(enUS.common.copyRefused)
  })

  it('asks before a command, and offers the way back', async () => {
    const { header, open } = show()
    await at(header, 'dh-terminate').trigger('click')
    expect(at(header, 'dh-confirm').exists()).toBe(true)
    await header.get('.dh-session-back').trigger('click')
    expect(open).toHaveBeenCalledWith(null)
  })
})

describe('the act that ended a session', () => {
  const session = testSession('s-1', { status: 'TERMINATED' })

  it('is the newest one that went through', () => {
    const entries = [
      terminate({ auditId: 'late', result: 'conflict' }),
      terminate({ auditId: 'other', sessionId: 's-2' }),
      terminate({ auditId: 'reload', action: 'session.reload' }),
      terminate(),
      terminate({ auditId: 'denied', result: 'denied' }),
    ]
    expect(endingAct(session, entries)?.auditId).toBe('au-7')
  })

  it('is none when its time ran out', () => {
    expect(endingAct({ ...session, status: 'EXPIRED' }, [terminate()])).toBeNull()
  })
})
