import type { VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import { GATEWAY_OFFERS, type Session } from '../../../../contracts/index.ts'
import { redactValue } from '../../../kernel/index.ts'
import { testSession } from '../../../tests/test-session.ts'
import SessionDetails from '../SessionDetails.vue'
import { inSession } from '../testing/in-session.ts'
import { factGroups, splitMetadata } from './fact-groups.ts'

let end = () => {}
afterEach(() => end())

function show(patch: Partial<Session> = {}, locale: 'en-US' | 'zh-CN' = 'en-US') {
  const stage = inSession(locale)
  end = stage.end
  return stage.show(SessionDetails, { session: testSession('s-1', patch) })
}
const at = (wrapper: VueWrapper, id: string) => wrapper.find(`[data-testid="${id}"]`)
const fact = (wrapper: VueWrapper, name: string) => wrapper.get(`[data-fact="${name}"]`)
const factNames = (wrapper: VueWrapper) =>
  wrapper.findAll('[data-testid="dh-fact"]').map((one) => one.attributes('data-fact'))
const tree = (wrapper: VueWrapper, name: string) => wrapper.get(`[data-tree="${name}"]`)

describe('the details of a session', () => {
  it('are grouped, and what the server did not say is left out', () => {
    const details = show({ entryPoints: ['dist/a.js', 'dist/b.js'] })
    expect(details.findAll('h3').map((one) => one.text())).toEqual(['Identity', 'Build', 'Life'])
    expect(
      fact(details, 'entryPoints')
        .findAll('li')
        .map((one) => one.text()),
    ).toEqual(['dist/a.js', 'dist/b.js'])
    expect(factNames(details)).not.toContain('endedAt')
    expect(factGroups(testSession('s'), GATEWAY_OFFERS).map(({ name }) => name)).toEqual(['identity', 'build', 'life'])
  })

  it.each([
    ['en-US', '30m ago', 'in 30 min'],
    ['zh-CN', '30分钟前', '30分钟后'],
  ] as const)('tell times exactly and relative to now in %s', (locale, ago, ahead) => {
    const details = show({}, locale)
    expect(fact(details, 'startedAt').get('time').text()).toMatch(/2026/)
    expect(fact(details, 'startedAt').text()).toContain(ago)
    expect(fact(details, 'expiresAt').text()).toContain(ahead)
    expect(fact(details, 'expiresAt').get('time').attributes('datetime')).toBe('2026-01-01T01:00:00Z')
  })

  it('can be copied one by one, as they are and not as they look', async () => {
    const copied: string[] = []
    vi.spyOn(navigator.clipboard, 'writeText').mockImplementation(async (text) => void copied.push(text))
    const details = show({ entryPoints: ['a', 'b'] })
    for (const name of ['session', 'startedAt', 'entryPoints']) await fact(details, name).get('button').trigger('click')
    expect(copied).toEqual(['s-1', '2026-01-01T00:00:00Z', 'a\nb'])
  })

  it('link only to the web', () => {
    const details = show({ sandboxEndpoint: 'https://sandbox.example/', logUrl: 'javascript:alert(1)' })
    expect(fact(details, 'sandbox').get('a').attributes('href')).toBe('https://sandbox.example/')
    expect(fact(details, 'logUrl').find('a').exists()).toBe(false)
    expect(fact(details, 'logUrl').text()).toContain('not a web link')
  })

  it('show the manifest apart from the other metadata, masked values as dots with the rule', () => {
    const metadata = redactValue({ manifest: { name: 'orders', api_key: 'x' }, node: '20.1', hot: true, port: null })
    const details = show({ metadata })
    expect(tree(details, 'manifest').text()).toMatch(/name:"orders"/)
    expect(tree(details, 'manifest').get('.dh-masked').attributes('title')).toBe('Masked by the rule key')
    expect(tree(details, 'metadata').text()).not.toContain('orders')
    const kinds = tree(details, 'metadata').findAll('[data-testid="dh-json-row"]')
    expect(kinds.map((row) => row.attributes('data-kind'))).toEqual(['object', 'string', 'boolean', 'null'])
  })

  it('fold, clip what is long, and show a huge value in parts', async () => {
    const metadata = { text: 'x'.repeat(5_000), many: Array.from({ length: 1_000 }, (_, n) => n) }
    const details = show({ metadata })
    const rows = () => details.findAll('[data-testid="dh-json-row"]')
    expect(rows()).toHaveLength(3)
    expect(rows()[1]!.text().length).toBeLessThan(220)
    await rows()[1]!.get('button').trigger('click')
    expect(rows()[1]!.text().length).toBeGreaterThan(5_000)
    await rows()[2]!.get('button').trigger('click')
    expect(rows()).toHaveLength(200)
    await at(details, 'dh-json-more').trigger('click')
    expect(rows()).toHaveLength(400)
    await rows()[0]!.get('button').trigger('click')
    expect(rows()).toHaveLength(1)
  })

  it('copy the metadata as JSON', async () => {
    const copied: string[] = []
    vi.spyOn(navigator.clipboard, 'writeText').mockImplementation(async (text) => void copied.push(text))
    const metadata = { b: [1, 'x'], a: null }
    await at(show({ metadata }), 'dh-json-copy').trigger('click')
    expect(JSON.parse(copied[0]!)).toEqual(metadata)
  })

  it('are narrowed by name and by value, the tree with them', async () => {
    const details = show({ metadata: { build: { target: 'es2022' }, owner: 'Ana' } })
    await at(details, 'dh-details-search').setValue('tenant')
    expect(factNames(details)).toEqual(['tenant', 'tenantId'])
    expect(tree(details, 'metadata').text()).toContain('Nothing here matches.')
    await at(details, 'dh-details-search').setValue('es20')
    await nextTick()
    expect(factNames(details)).toEqual([])
    expect(tree(details, 'metadata').text()).toMatch(/build.*target:"es2022"/)
    expect(tree(details, 'metadata').text()).not.toContain('owner')
  })

  it('are not led astray by names that mean something to the language', () => {
    const metadata: unknown = JSON.parse('{"__proto__": {"manifest": 1}, "manifest": {"__proto__": {"a": 1}}}')
    const details = show({ metadata })
    expect(tree(details, 'manifest').text()).toContain('__proto__')
    expect(({} as Record<string, unknown>)['manifest']).toBeUndefined()
    expect(splitMetadata(null)).toEqual({ manifest: null, rest: null })
    expect(splitMetadata({ manifest: 'm' })).toEqual({ manifest: 'm', rest: null })
    expect(splitMetadata(['manifest'])).toEqual({ manifest: null, rest: ['manifest'] })
  })
})
