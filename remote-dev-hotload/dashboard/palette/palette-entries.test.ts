import { describe, expect, it } from 'vitest'
import { GATEWAY_OFFERS } from '../../../contracts/index.ts'
import { createTestText } from '../../tests/test-text.ts'
import { buildEntries, type PaletteModel, type PaletteSession } from './palette-entries.ts'
import { rankEntries } from './palette-rank.ts'

const session = (
  sessionId: string,
  name: string,
  owner = 'Ana',
  patch: Partial<PaletteSession> = {},
): PaletteSession => ({
  sessionId,
  pluginId: `com.powerx.${name}`,
  name,
  owner,
  status: 'Active',
  icon: 'running',
  whyNot: { reload: null, terminate: null, 'refresh-metrics': null },
  ...patch,
})
const sessions = [session('s-1', 'crm-plugin'), session('s-2', 'pay-plugin', 'Li Wei'), session('s-3', 'shop')]
const model = (patch: Partial<PaletteModel> = {}): PaletteModel => ({
  sessions,
  openId: null,
  isMine: false,
  isStale: false,
  isFiltered: false,
  offers: GATEWAY_OFFERS,
  ...patch,
})
const built = (patch: Partial<PaletteModel> = {}, query = '', locale: 'en-US' | 'zh-CN' = 'en-US') =>
  buildEntries(model(patch), query, createTestText(locale).t)
const sections = (query: string, patch: Partial<PaletteModel> = {}, recent: string[] = []) =>
  rankEntries(built(patch, query), query, recent)
const ids = (query: string, patch: Partial<PaletteModel> = {}, recent: string[] = []) =>
  sections(query, patch, recent).flatMap(({ hits }) => hits.map(({ entry }) => entry.id))

describe('the entries of the palette', () => {
  it('are the sessions, the views and the acts; commands and tabs only while a session is open', () => {
    expect(built().map(({ id }) => id)).toEqual([
      ...['session:s-1', 'session:s-2', 'session:s-3'],
      ...['room:overview', 'room:alerts', 'room:activity'],
      ...['act:mine', 'act:stale', 'act:clear-filters', 'act:refresh', 'act:reconnect', 'act:settings', 'act:help'],
    ])
    const opened = built({ openId: 's-2' }).map(({ id }) => id)
    expect(opened).toContain('reload:s-2')
    expect(opened).toContain('terminate:s-2')
    expect(opened).toContain('refresh-metrics:s-2')
    expect(opened).toContain('tab:details')
    expect(opened).not.toContain('reload:s-1')
  })

  it('have ids of their own, whatever is open and asked for', () => {
    const all = built({ openId: 's-1' }, 're').map(({ id }) => id)
    expect(new Set(all).size).toBe(all.length)
  })

  it('say why a command cannot be given', () => {
    const why = { reload: 'It is already on its way', terminate: null, 'refresh-metrics': null }
    const [reload] = built({ sessions: [session('s-1', 'crm', 'Ana', { whyNot: why })], openId: 's-1' }).filter(
      ({ id }) => id === 'reload:s-1',
    )
    expect(reload).toMatchObject({ why: 'It is already on its way', title: 'Reload crm' })
  })

  it('turn a filter off where it is on', () => {
    const title = (patch: Partial<PaletteModel>, id: string) => built(patch).find((entry) => entry.id === id)?.title
    expect(title({}, 'act:mine')).not.toBe(title({ isMine: true }, 'act:mine'))
    expect(title({}, 'act:stale')).not.toBe(title({ isStale: true }, 'act:stale'))
    expect(built({ isFiltered: true }).find(({ id }) => id === 'act:clear-filters')?.why).toBeNull()
  })

  it('keep a hostile name as the text it is', () => {
    const [entry] = built({ sessions: [session('s', '{count} <b>@:common.retry</b> | x')] })
    expect(entry?.title).toBe('{count} <b>@:common.retry</b> | x')
    const named = built({ sessions: [session('s', '{count} @:common.retry | x')] }, 'reload').find(
      ({ id }) => id === 'reload:s',
    )
    expect(named?.title).toBe('Reload {count} @:common.retry | x')
  })
})

describe('what a query finds', () => {
  it('is the command on any session once its word is said', () => {
    expect(ids('reload crm')).toEqual(['reload:s-1', 'search'])
    expect(ids('rel cr')[0]).toBe('reload:s-1')
    expect(ids('terminate li')[0]).toBe('terminate:s-2')
    expect(ids('crm')).toEqual(['session:s-1', 'search'])
  })

  it.each(['重载 crm', '重载crm', 'reload crm'])('is the same for “%s” in Chinese', (query) => {
    const [best] = rankEntries(built({}, query, 'zh-CN'), query, [])
    expect(best?.hits[0]?.entry.act).toEqual({ kind: 'command', command: 'reload', sessionId: 's-1' })
  })

  it('is a session by its owner, status or id', () => {
    expect(ids('li wei')[0]).toBe('session:s-2')
    expect(ids('s-3')[0]).toBe('session:s-3')
    expect(ids('active')).toEqual(expect.arrayContaining(['session:s-1', 'session:s-2', 'session:s-3']))
  })

  it('ends with the search of the server, from two letters on', () => {
    expect(ids('zzzz')).toEqual(['search'])
    expect(ids('z')).toEqual([])
    expect(ids('  z ')).toEqual([])
    expect(sections('crm').at(-1)?.hits[0]?.entry).toMatchObject({
      title: 'Search all sessions for “crm”',
      act: { kind: 'search', text: 'crm' },
    })
  })

  it('begins with what was chosen before, and does not name it twice', () => {
    const before = ['act:settings', 'session:gone', 'session:s-3']
    const [first, ...rest] = sections('', {}, before)
    expect(first).toMatchObject({ name: 'recent' })
    expect(first?.hits.map(({ entry }) => entry.id)).toEqual(['act:settings', 'session:s-3'])
    expect(rest.flatMap(({ hits }) => hits.map(({ entry }) => entry.id))).not.toContain('session:s-3')
  })

  it('is put in order by what was chosen before only among equals', () => {
    expect(ids('plugin', {}, ['session:s-2'])[0]).toBe('session:s-2')
    expect(ids('shop', {}, ['session:s-2'])[0]).toBe('session:s-3')
  })

  it('puts what can be done before what cannot', () => {
    const ended = { reload: 'Over', terminate: 'Over', 'refresh-metrics': 'Over' }
    const two = [session('a', 'crm', 'Ana', { whyNot: ended }), session('b', 'crm', 'Ana')]
    expect(ids('reload crm', { sessions: two })[0]).toBe('reload:b')
  })

  it('stays a list that can be read when there are thousands', () => {
    const many = Array.from({ length: 3_000 }, (_, index) => session(`m-${index}`, `plugin-${index}`))
    expect(ids('plugin', { sessions: many })).toHaveLength(51)
    expect(ids('', { sessions: many }).filter((id) => id.startsWith('session:'))).toHaveLength(7)
  })
})
