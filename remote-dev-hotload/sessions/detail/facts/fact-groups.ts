import type { ServerOffers, Session } from '../../../../contracts/index.ts'

/** One fact as the server has it; `name` is the key of its label below `details`. */
export type Fact =
  | { readonly name: string; readonly kind: 'text' | 'id' | 'time' | 'link'; readonly value: string }
  | { readonly name: string; readonly kind: 'list'; readonly value: readonly string[] }

export interface FactGroup {
  /** Key of its title below `details.group`. */
  readonly name: 'identity' | 'build' | 'life' | 'sandbox'
  readonly facts: readonly Fact[]
}

type Known = readonly [name: string, kind: Exclude<Fact['kind'], 'list'>, value: string | number | null]

const given = (facts: readonly Known[]): Fact[] =>
  facts.flatMap(([name, kind, value]) =>
    value === null || value === '' ? [] : [{ name, kind, value: String(value) } satisfies Fact],
  )

/** What is known of a session, by what it is about. What the server did not say is left out, also where a 0 stands for it. */
export function factGroups(s: Session, offers: ServerOffers): FactGroup[] {
  const entryPoints: Fact[] =
    s.entryPoints.length === 0 ? [] : [{ name: 'entryPoints', kind: 'list', value: s.entryPoints }]
  const groups: FactGroup[] = [
    {
      name: 'identity',
      facts: given([
        ['session', 'id', s.sessionId],
        ['pluginName', 'text', s.pluginName],
        ['plugin', 'id', s.pluginId],
        ['owner', 'text', s.developer.name],
        ['ownerId', 'id', s.developer.id],
        ['tenant', 'text', s.tenantName],
        ['tenantId', 'id', s.tenantId],
      ]),
    },
    {
      name: 'build',
      facts: [
        ...given([
          ['version', 'text', s.pluginVersion],
          ['buildHash', 'id', s.buildHash],
          ['cliVersion', 'text', s.cliVersion],
        ]),
        ...entryPoints,
      ],
    },
    {
      name: 'life',
      facts: given([
        ['status', 'id', s.status],
        ['statusReason', 'text', s.statusReason],
        ['startedAt', 'time', s.startedAt],
        ['lastHeartbeatAt', 'time', s.lastHeartbeatAt],
        ['lastReloadAt', 'time', s.lastReloadAt],
        ['reloadCount', 'text', offers.reloads ? s.reloadCount : null],
        ['expiresAt', 'time', s.expiresAt],
        ['endedAt', 'time', s.endedAt],
        ['note', 'text', s.terminationNote],
      ]),
    },
    {
      name: 'sandbox',
      facts: given([
        ['sandbox', 'link', s.sandboxEndpoint],
        ['logUrl', 'link', s.logUrl],
      ]),
    },
  ]
  return groups.filter(({ facts }) => facts.length > 0)
}

/** `label` is the fact's name in the reader's language. */
export function factMatches(fact: Fact, label: string, search: string): boolean {
  const wanted = search.trim().toLowerCase()
  const texts = [label, ...(fact.kind === 'list' ? fact.value : [fact.value])]
  return wanted === '' || texts.some((text) => text.toLowerCase().includes(wanted))
}

/** The manifest, where the CLI sent one with the metadata, and what else it sent. Null is "nothing". */
export function splitMetadata(metadata: unknown): { readonly manifest: unknown; readonly rest: unknown } {
  if (typeof metadata !== 'object' || metadata === null || !Object.hasOwn(metadata, 'manifest'))
    return { manifest: null, rest: metadata ?? null }
  const entries = Object.entries(metadata)
  const rest = entries.filter(([key]) => key !== 'manifest')
  return {
    manifest: entries.find(([key]) => key === 'manifest')?.[1] ?? null,
    rest: rest.length === 0 ? null : Object.fromEntries(rest),
  }
}
