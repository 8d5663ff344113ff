import { parse, stringify } from 'yaml'
import { describe, expect, it } from 'vitest'
import type { Change } from './change.ts'
import { compareGraphql } from './compare-graphql.ts'
import { compareHost } from './compare-host.ts'
import { compareOpenApi } from './compare-openapi.ts'
import { compareStream } from './compare-stream.ts'
import { compareContracts, breaksOf, type ContractSet } from './compare-contracts.ts'
import { remoteDocuments, workingContracts } from './working-contracts.ts'

const published = workingContracts()
const documents = remoteDocuments()

const said = (changes: readonly Change[]): string[] => changes.map(({ level, what }) => `${level}: ${what}`)
const compare = (patch: Partial<ContractSet>): string[] =>
  said([
    ...(patch.host === undefined ? [] : compareHost(published.host, patch.host)),
    ...(patch.graphql === undefined ? [] : compareGraphql(published.graphql, patch.graphql)),
    ...(patch.openapi === undefined ? [] : compareOpenApi(published.openapi, patch.openapi)),
    ...(patch.stream === undefined ? [] : compareStream(published.stream, patch.stream)),
  ])

/** Replaces text that has to be there. */
function edit(text: string, from: string | RegExp, to: string): string {
  const edited = text.replace(from, to)
  if (edited === text) throw new Error(`There is no ${String(from)} to edit.`)
  return edited
}

type Tree = { [key: string]: Tree } & { push(item: unknown): void; pop(): void }
/** The OpenAPI document after somebody worked on it. */
const openapiAfter = (work: (document: Tree) => void): string => {
  const document = parse(published.openapi) as Tree
  work(document)
  return stringify(document)
}
const schemasAfter = (work: (schemas: Tree) => void) =>
  openapiAfter((document) => work(document['components']!['schemas']!))
const set = (tree: Tree | undefined, key: string, value: unknown) => void Object.assign(tree!, { [key]: value })

type Expected = [what: string, how: () => string, expected: RegExp]

describe('the comparison of contracts', () => {
  it('finds nothing where nothing has changed', () => {
    expect(said(compareContracts(published, published, documents))).toEqual([])
  })

  it.each<Expected>([
    [
      'a member that is gone',
      () => edit(published.host, /escalate\?\(.*\n/, ''),
      /^breaking: DevHotloadHost\.escalate is gone$/,
    ],
    [
      'a new member that every shell would need',
      () => edit(published.host, 'apiVersion: string', 'apiVersion: string;\n clock: string'),
      /^breaking: DevHotloadHost\.clock is new and required/,
    ],
    [
      'a new member that may be left out',
      () => edit(published.host, 'apiVersion: string', 'apiVersion: string;\n clock?: string'),
      /^addition: DevHotloadHost\.clock is new$/,
    ],
    [
      'a member that is required now',
      () => edit(published.host, 'notify?(', 'notify('),
      /^breaking: DevHotloadHost\.notify was optional and is now required$/,
    ],
    [
      'a member of another type',
      () => edit(published.host, 'isRoot?: boolean', 'isRoot?: string'),
      /^breaking: HostUser\.isRoot is string instead of boolean$/,
    ],
    [
      'a function with another argument',
      () => edit(published.host, 'push(path: string)', 'push(path: URL)'),
      /^breaking: HostNavigation\.push is \(path: URL\) => void instead of/,
    ],
    [
      'a word that the remote says newly',
      () => edit(published.host, "'stream.disconnected' | ", "'stream.disconnected' | 'disk.full' | "),
      /^risky: HostEscalation\.kind may now be 'disk\.full'/,
    ],
    [
      'a word that a shell may not say any more',
      () => edit(published.host, "'light' | 'dark'", "'light'"),
      /^breaking: DevHotloadHost\.theme is Watched/,
    ],
    [
      'a view that is gone',
      () => edit(published.host, "'dashboard' | 'logs' | 'metrics'", "'dashboard' | 'logs'"),
      /^breaking: MountView may not be 'metrics' any more$/,
    ],
    [
      'a view that is new',
      () => edit(published.host, "'dashboard' | 'logs' | 'metrics'", "'dashboard' | 'logs' | 'metrics' | 'audit'"),
      /^(addition|risky): MountView may now be 'audit'/,
    ],
    [
      'a reason that is new',
      () => edit(published.host, "'flag-off' | ", "'flag-off' | 'too-old' | "),
      /^risky: DenyReason may now be 'too-old'/,
    ],
    [
      'a handle that can do less',
      () => edit(published.host, /unmount\(\).*\n/, ''),
      /^breaking: MountHandle\.unmount is gone$/,
    ],
    [
      'a field of a notice that may be missing',
      () => edit(published.host, /(HostNotice \{[^}]*?)title: string/, '$1title?: string'),
      /^breaking: HostNotice\.title was always there and is now optional$/,
    ],
    [
      'another permission',
      () => edit(published.host, 'admin.devHotload.manage', 'admin.hotload'),
      /^breaking: DEVHOTLOAD_PERMISSION is 'admin\.hotload' instead of 'admin\.devHotload\.manage'$/,
    ],
  ])('of the host tells of %s', (_what, how, expected) => {
    expect(compare({ host: how() })).toEqual([expect.stringMatching(expected)])
  })

  it('of the host does not mind its version, comments and layout', () => {
    const host = edit(published.host, '"1.0"', '"1.1"')
      .replaceAll(/\/\*\*[\s\S]*?\*\//g, '')
      .replaceAll(';', '')
    expect(compare({ host })).toEqual([])
  })

  it.each<Expected>([
    [
      'a field that is gone',
      () => edit(published.graphql, '  cliVersion: String\n', ''),
      /^breaking: DevHotloadSession\.cliVersion was removed/,
    ],
    [
      'an argument that is required now',
      () =>
        edit(
          published.graphql,
          'acknowledgeDevAlert(alertId: ID!)',
          'acknowledgeDevAlert(alertId: ID!, note: String!)',
        ),
      /^breaking: A required arg note/,
    ],
    [
      'a field of another type',
      () => edit(published.graphql, 'reloadCount: Int!\n  lastReload', 'reloadCount: String!\n  lastReload'),
      /^breaking: DevHotloadSession\.reloadCount changed type/,
    ],
    ['a word that is gone', () => edit(published.graphql, '  SNOOZED\n', ''), /^breaking: SNOOZED was removed/],
    ['a new word', () => edit(published.graphql, '  SNOOZED\n', '  SNOOZED\n  MUTED\n'), /^risky: MUTED was added/],
    [
      'a new field',
      () => edit(published.graphql, '  cliVersion: String\n', '  cliVersion: String\n  cliName: String\n'),
      /^addition: DevHotloadSession\.cliName is new$/,
    ],
  ])('of the schema tells of %s', (_what, how, expected) => {
    expect(compare({ graphql: how() })).toEqual([expect.stringMatching(expected)])
  })

  it.each<Expected>([
    [
      'an operation that is gone',
      () => openapiAfter((d) => delete d['paths']!['/internal/dev/plugins/audit']),
      /^breaking: POST \/internal\/dev\/plugins\/audit is gone$/,
    ],
    [
      'a success that is gone',
      () => openapiAfter((d) => delete d['paths']!['/internal/dev/plugins/audit']!['post']!['responses']!['201']),
      /^breaking: .*audit, answer 201 is gone$/,
    ],
    [
      'a field that an answer has no more',
      () =>
        schemasAfter(
          (s) => (delete s['AuditReceipt']!['properties']!['auditId'], set(s['AuditReceipt'], 'required', [])),
        ),
      /^breaking: .*answer 201\.data\.auditId is gone$/,
    ],
    [
      'a field that an answer may leave out',
      () => schemasAfter((s) => set(s['AuditReceipt'], 'required', [])),
      /^breaking: .*data\.auditId was always there and is now optional$/,
    ],
    [
      'a number that became a text',
      () => schemasAfter((s) => set(s['SessionMetrics']!['properties']!['logRatePerSec'], 'type', 'string')),
      /^breaking: .*data\.logRatePerSec may be string and no longer number$/,
    ],
    [
      'an answer that may be null',
      () => schemasAfter((s) => set(s['SessionMetrics']!['properties']!['logRatePerSec'], 'type', ['number', 'null'])),
      /^breaking: .*data\.logRatePerSec may now be null$/,
    ],
    [
      'a field that is demanded of a request',
      () => schemasAfter((s) => s['Notification']!['required']!.push('details')),
      /^breaking: .*notifications, body\.details was optional and is now required$/,
    ],
    [
      'a new field that is demanded of a request',
      () =>
        schemasAfter(
          (s) => (
            set(s['Notification']!['properties'], 'team', { type: 'string' }),
            s['Notification']!['required']!.push('team')
          ),
        ),
      /^breaking: .*body\.team is new and required$/,
    ],
    [
      'a word that a request may not say any more',
      () => schemasAfter((s) => s['AuditReport']!['properties']!['action']!['enum']!.pop()),
      /^breaking: .*body\.action has no "log\.reveal" any more$/,
    ],
    [
      'a limit that is narrower',
      () => schemasAfter((s) => set(s['AuditReport']!['properties']!['sessionIds'], 'maxItems', 10)),
      /^breaking: .*body\.sessionIds has maxItems 10 instead of 1000$/,
    ],
    [
      'a limit that is wider',
      () => schemasAfter((s) => set(s['AuditReport']!['properties']!['sessionIds'], 'maxItems', 2000)),
      /^addition: .*body\.sessionIds has maxItems 2000/,
    ],
    [
      'a field that a request may leave out',
      () => schemasAfter((s) => s['Notification']!['required']!.pop()),
      /^addition: .*body\.count was required and is now optional$/,
    ],
    [
      'a new field of an answer',
      () => schemasAfter((s) => set(s['AuditReceipt']!['properties'], 'at', { type: 'string' })),
      /^addition: .*data\.at is new$/,
    ],
    [
      'a new operation',
      () =>
        openapiAfter((d) =>
          set(d['paths'], '/x', { get: { operationId: 'x', responses: { 204: { description: 'x' } } } }),
        ),
      /^addition: GET \/x is new$/,
    ],
    [
      'a body of another form',
      () =>
        openapiAfter((d) =>
          set(d['paths']!['/internal/dev/plugins/audit']!['post']!['requestBody'], 'content', {
            'text/plain': { schema: {} },
          }),
        ),
      /^breaking: .*audit, body may not be application\/json any more$/,
    ],
  ])('of REST tells of %s', (_what, how, expected) => {
    expect(compare({ openapi: how() })[0]).toMatch(expected)
  })

  it('of REST tells of a header that is demanded now, wherever it is used', () => {
    const told = compare({
      openapi: openapiAfter((d) => set(d['components']!['parameters']!['RequestId'], 'required', true)),
    })
    expect(told.length).toBeGreaterThan(10)
    for (const sentence of told)
      expect(sentence).toMatch(/^breaking: .*header parameter X-Request-ID was optional and is now required$/)
  })

  it('of REST leaves out what only the stand-in has', () => {
    expect(compare({ openapi: openapiAfter((d) => delete d['paths']!['/stub/auth/sign-in']) })).toEqual([])
  })

  const streamAfter = (work: (stream: Tree) => void) => {
    const stream = structuredClone(published.stream)
    work(stream as unknown as Tree)
    return stream
  }
  const gap = (stream: Tree) => stream['events']!['StreamGap']!

  it.each<[string, (stream: Tree) => void, RegExp]>([
    ['an event that is gone', (s) => delete s['events']!['StreamGap'], /^breaking: The event StreamGap is gone$/],
    ['a new event', (s) => set(s['events'], 'Paused', {}), /^addition: The event Paused is new$/],
    ['a field that is gone', (s) => delete gap(s)['properties']!['missed'], /^breaking: StreamGap\.missed is gone$/],
    [
      'a field that is required now',
      (s) => set(gap(s), 'required', ['missed']),
      /^breaking: StreamGap\.missed was optional and is now required$/,
    ],
    [
      'a field of another type',
      (s) => set(gap(s)['properties'], 'missed', { type: 'string' }),
      /^breaking: StreamGap\.missed may be string and no longer number or null$/,
    ],
    [
      'a field that may not be null any more',
      (s) => set(gap(s)['properties'], 'missed', { type: 'number' }),
      /^breaking: StreamGap\.missed is no longer null$/,
    ],
    ['a new field', (s) => set(gap(s)['properties'], 'why', { type: 'string' }), /^addition: StreamGap\.why is new$/],
    ['a word that is gone', (s) => s['words']!['level']!.pop(), /^breaking: The level word fatal is gone$/],
    ['another name that is gone', (s) => delete s['aliases']!['log'], /^breaking: The other name log is gone$/],
    [
      'a field of every event',
      (s) => delete s['envelope']!['properties']!['tenantId'],
      /^breaking: Every event\.tenantId is gone$/,
    ],
  ])('of the stream tells of %s', (_what, work, expected) => {
    expect(compare({ stream: streamAfter(work) })).toEqual([expect.stringMatching(expected)])
  })

  it('tells of a question that a server of the published version would refuse', () => {
    const asks = edit(documents, 'cliVersion\n', 'cliVersion\n  shoeSize\n')
    const changes = compareContracts(published, published, asks)
    expect(breaksOf(changes, 'documents').map(({ what }) => what)).toEqual([
      expect.stringMatching(/refuses a question of the remote: Cannot query field "shoeSize"/),
    ])
  })
})
