import { describe, expect, it } from 'vitest'
import { createSystemRandom } from '../random.ts'
import { startTestApi, type Json, type Person } from '../testing/start-test-api.ts'

const start = async (options = {}) => {
  const test = await startTestApi(options)
  return { ...test, ops: await test.signIn('ops'), engineer: await test.signIn('engineer') }
}

interface Page {
  items: Json[]
  totalCount: number
  limit: number
  offset: number
  statusCounts: { status: string; count: number }[]
}

const LIST = `query ($filter: DevHotloadSessionFilter, $orderBy: DevHotloadSessionOrder, $limit: Int, $offset: Int) {
  devHotloadSessions(filter: $filter, orderBy: $orderBy, limit: $limit, offset: $offset) {
    items { pluginId status allowedActions } totalCount limit offset statusCounts { status count }
  }
}`

const list = async (person: Person, variables: Json = {}) => {
  const { data, errors } = await person.graphql(LIST, variables)
  if (errors.length > 0) throw new Error(JSON.stringify(errors))
  return data['devHotloadSessions'] as Page
}
const plugins = ({ items }: Page) => items.map(({ pluginId }) => pluginId)

describe('the list of sessions', () => {
  it('comes in pages, the newest session first', async () => {
    const { ops, engineer, clock } = await start()
    for (const name of ['a', 'b', 'c', 'd', 'e']) {
      await engineer.register(name)
      clock.advance(1)
    }
    expect(plugins(await list(ops, { limit: 2 }))).toEqual(['e', 'd'])
    const last = await list(ops, { limit: 2, offset: 4 })
    expect([plugins(last), last.totalCount, last.limit, last.offset]).toEqual([['a'], 5, 2, 4])
    expect((await list(ops, { limit: 9999 })).limit).toBe(200)
  })

  it.each([
    [{ limit: 0 }, 'limit'],
    [{ offset: -1 }, 'offset'],
  ])('refuses %j and names the field', async (variables, field) => {
    const { ops } = await start()
    const { code, errors, status } = await ops.graphql(LIST, variables)
    expect([status, code, errors[0]?.extensions['details']]).toEqual([200, 'BAD_USER_INPUT', { field }])
  })

  it('is filtered by text, status, plugin, developer, own and stale sessions', async () => {
    const { ops, engineer, clock } = await start()
    const orders = await engineer.register('com.acme.orders', { manifest: { name: 'Ärger & Orders' } })
    const billing = await ops.register('com.acme.billing', { developerId: 'dev-7', metadata: { developerName: 'Zoë' } })
    const gone = await engineer.register('com.acme.gone')
    await gone.end()
    clock.advance(31_000)
    await billing.heartbeat()
    const found = async (filter: Json, person = ops) => plugins(await list(person, { filter })).sort()
    expect(await found({ search: 'ORDERS' })).toEqual(['com.acme.orders'])
    expect(await found({ search: 'äRGER' })).toEqual(['com.acme.orders'])
    expect(await found({ search: 'zoë' })).toEqual(['com.acme.billing'])
    expect(await found({ search: orders.sessionId.slice(0, 13) })).toEqual(['com.acme.orders'])
    expect(await found({ search: '%' })).toEqual([])
    expect(await found({ status: ['TERMINATED'] })).toEqual(['com.acme.gone'])
    expect(await found({ status: ['TERMINATED', 'ACTIVE'], search: 'acme' })).toHaveLength(3)
    expect(await found({ pluginId: 'com.acme.billing' })).toEqual(['com.acme.billing'])
    expect(await found({ developerId: 'dev-7' })).toEqual(['com.acme.billing'])
    expect(await found({ mine: true }, engineer)).toEqual(['com.acme.gone', 'com.acme.orders'])
    expect(await found({ stale: true })).toEqual(['com.acme.orders'])
  })

  it('counts all statuses, whichever is filtered for', async () => {
    const { ops, engineer } = await start()
    const failed = await engineer.register('a')
    await failed.reload({ success: false })
    await engineer.register('b')
    await (await engineer.register('c')).end()
    const page = await list(ops, { filter: { status: ['FAILED'] } })
    expect(page.totalCount).toBe(1)
    expect(Object.fromEntries(page.statusCounts.map(({ status, count }) => [status, count]))).toEqual({
      PENDING: 0,
      ACTIVE: 1,
      RELOADING: 0,
      FAILED: 1,
      TERMINATING: 0,
      TERMINATED: 1,
      EXPIRED: 0,
    })
  })

  it('is ordered by every field in both directions, with what is missing last', async () => {
    const { ops, engineer, clock } = await start()
    const a = await engineer.register('a')
    clock.advance(10)
    const b = await ops.register('B', { developerId: 'Zed' })
    clock.advance(10)
    await engineer.register('c')
    await a.reload({ success: false })
    clock.advance(10)
    await b.reload({ success: true })
    await b.logs([{ level: 'error', message: 'x' }])
    const by = async (field: string, direction: string) =>
      plugins(await list(ops, { orderBy: { field, direction } })).join('')
    expect(await by('PLUGIN', 'ASC')).toBe('aBc')
    expect(await by('PLUGIN', 'DESC')).toBe('cBa')
    expect(await by('STARTED_AT', 'ASC')).toBe('aBc')
    expect(await by('LAST_RELOAD_AT', 'ASC')).toBe('aBc')
    expect(await by('LAST_RELOAD_AT', 'DESC')).toBe('Bac')
    expect(await by('STATUS', 'ASC')).toBe('cBa')
    expect(await by('ERRORS', 'DESC')).toBe('Bca')
    expect(await by('DEVELOPER', 'ASC')).toBe('Bca')
  })

  it('says what the caller may do with each session', async () => {
    const { ops, engineer } = await start()
    await engineer.register('own')
    await ops.register('foreign', { developerId: 'u-ops' })
    const actions = async (person: Person) => (await list(person)).items.map(({ allowedActions }) => allowedActions)
    const all = ['TERMINATE', 'RELOAD', 'EXPORT_LOGS', 'REVEAL_MASKED', 'ACKNOWLEDGE_ALERT']
    expect(await actions(ops)).toEqual([all, all])
    expect(await actions(engineer)).toEqual([['EXPORT_LOGS'], all])
  })
})

describe('reloads and logs', () => {
  it('reloads come newest first, in pages by sequence', async () => {
    const { ops, engineer } = await start()
    const cli = await engineer.register('orders')
    for (let n = 1; n <= 5; n++) await cli.reload({ changedFiles: [`${n}.ts`] })
    const page = async (args: string) => {
      const { data } = await ops.graphql(`{ devHotloadReloads(sessionId: "${cli.sessionId}"${args}) { sequence } }`)
      return (data['devHotloadReloads'] as { sequence: number }[]).map(({ sequence }) => sequence)
    }
    expect(await page(', limit: 2')).toEqual([5, 4])
    expect(await page(', limit: 2, before: 4')).toEqual([3, 2])
    expect(await page(', before: 1')).toEqual([])
  })

  it('log pages go back, forth and between, and say whether there is more', async () => {
    const { ops, engineer } = await start()
    const cli = await engineer.register('orders')
    await cli.logs(
      Array.from({ length: 9 }, (_, n) => ({ message: `line ${n + 1}`, level: n % 3 === 2 ? 'error' : 'info' })),
    )
    const page = async (args: string) => {
      const { data } = await ops.graphql(
        `{ devHotloadLogs(sessionId: "${cli.sessionId}"${args}) { items { logId message } hasBefore hasAfter } }`,
      )
      const { items, hasBefore, hasAfter } = data['devHotloadLogs'] as {
        items: Json[]
        hasBefore: boolean
        hasAfter: boolean
      }
      return {
        ids: items.map(({ logId }) => String(logId)),
        lines: items.map(({ message }) => String(message).slice(5)).join(''),
        hasBefore,
        hasAfter,
      }
    }
    const newest = await page(', limit: 3')
    expect(newest).toMatchObject({ lines: '789', hasBefore: true, hasAfter: false })
    const older = await page(`, limit: 3, beforeId: "${newest.ids[0]}"`)
    expect(older).toMatchObject({ lines: '456', hasBefore: true, hasAfter: true })
    expect(await page(`, limit: 2, afterId: "${older.ids[2]}"`)).toMatchObject({
      lines: '78',
      hasBefore: true,
      hasAfter: true,
    })
    expect(await page(`, afterId: "${older.ids[0]}", beforeId: "${newest.ids[1]}"`)).toMatchObject({ lines: '567' })
    expect(await page(', level: WARN')).toMatchObject({ lines: '369', hasBefore: false, hasAfter: false })
    expect(await page(', level: ERROR, limit: 1')).toMatchObject({ lines: '9', hasBefore: true, hasAfter: false })
    expect(await page(', search: "LINE 4"')).toMatchObject({ lines: '4', hasBefore: false, hasAfter: false })
    expect(await page(', search: "%"')).toMatchObject({ lines: '' })
  })

  it('refuse ids that are of another log and sessions that do not exist', async () => {
    const { ops, engineer } = await start()
    const cli = await engineer.register('orders')
    const of = (args: string) => ops.graphql(`{ devHotloadLogs(sessionId: ${args}) { hasAfter } }`)
    expect(await of(`"${cli.sessionId}", beforeId: "zz-0000000001"`)).toMatchObject({
      status: 200,
      code: 'BAD_USER_INPUT',
    })
    expect(await of('"nobody"')).toMatchObject({ code: 'NOT_FOUND' })
    expect((await ops.graphql('{ devHotloadSession(sessionId: "nobody") { status } }')).data).toEqual({
      devHotloadSession: null,
    })
  })
})

describe('errors of the gateway', () => {
  it('carry a known code and the id of the request', async () => {
    const { ops } = await start()
    const query = 'mutation { terminateDevSession(sessionId: "nobody") { auditId } }'
    const { body } = await ops.ask('/internal/admin/graphql', { body: { query }, headers: { 'x-request-id': 'req-7' } })
    expect(body['errors']).toEqual([
      {
        message: 'There is no such session.',
        path: ['terminateDevSession'],
        extensions: { code: 'NOT_FOUND', requestId: 'req-7' },
      },
    ])
  })

  it.each([
    ['a query that does not parse', '{'],
    ['a field that does not exist', '{ nothing }'],
    ['a value of the wrong type', '{ devHotloadSession(sessionId: {}) { status } }'],
    [
      'a query that is too deep',
      `{ devHotloadSessions { items ${'{ lastReload '.repeat(14)} { at } ${'}'.repeat(14)} } }`,
    ],
    [
      'a query with too many fields',
      `{ ${Array.from({ length: 700 }, (_, n) => `a${n}: __typename b${n}: devHotloadAlerts { title }`).join(' ')} }`,
    ],
  ])('call %s bad input', async (_name, query) => {
    const { ops } = await start()
    const { errors } = await ops.graphql(query)
    expect(errors.length).toBeGreaterThan(0)
    expect(new Set(errors.map(({ extensions }) => extensions['code']))).toEqual(new Set(['BAD_USER_INPUT']))
    expect(errors[0]?.extensions['requestId']).toEqual(expect.any(String))
  })

  it('say nothing of a bug but that there was one', async () => {
    const crashes: unknown[] = []
    const random = createSystemRandom()
    const { ops, engineer } = await start({ random, onCrash: (error: unknown) => crashes.push(error) })
    const { sessionId } = await engineer.register('orders')
    random.uuid = () => {
      throw new RangeError('an inner detail')
    }
    const query = `mutation { terminateDevSession(sessionId: "${sessionId}") { auditId } }`
    const { body } = await ops.ask('/internal/admin/graphql', { body: { query }, headers: { 'x-request-id': 'req-8' } })
    expect(body['errors']).toEqual([
      {
        message: 'Something went wrong in the Dev API.',
        path: ['terminateDevSession'],
        extensions: { code: 'INTERNAL', requestId: 'req-8' },
      },
    ])
    expect(crashes).toMatchObject([{ message: 'an inner detail' }])
  })

  it('let introspection through', async () => {
    const { ops } = await start()
    const { data } = await ops.graphql(
      '{ __schema { queryType { fields { name args { type { ofType { ofType { name } } } } } } } }',
    )
    expect(JSON.stringify(data)).toContain('devHotloadSessions')
  })
})

describe('the doors of the gateway', () => {
  it('are two, and GET reads', async () => {
    const { ops } = await start()
    const query = encodeURIComponent('{ devHotloadSessions { totalCount } }')
    for (const path of ['/internal/admin/graphql', '/api/admin/dev-hotload/sessions']) {
      expect((await ops.ask(`${path}?query=${query}`)).data).toEqual({ devHotloadSessions: { totalCount: 0 } })
      expect((await ops.post(path, { query: '{ devHotloadSessions { totalCount } }' })).status).toBe(200)
    }
  })

  it('do not write by GET', async () => {
    const { ops, engineer } = await start()
    const { sessionId } = await engineer.register('orders')
    const query = encodeURIComponent(`mutation { terminateDevSession(sessionId: "${sessionId}") { auditId } }`)
    const answer = await ops.ask(`/internal/admin/graphql?query=${query}`)
    expect(answer.status).toBe(405)
    expect((await list(ops)).items[0]?.['status']).toBe('ACTIVE')
  })
})
