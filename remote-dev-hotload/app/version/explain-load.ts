import type { DiagnosticCode } from '../../../contracts/diagnostics.ts'
import { failedAddress, isFailedImport } from '../../kernel/index.ts'
import type { LoadTrouble, TroubleKind } from '../../ui/lazy/loading-port.ts'
import type { Deployed } from './deployment.ts'

export interface ExplainDeps {
  ask(): Promise<Deployed | null>
  isOnline(): boolean
  now(): number
  /** Version of the panel in this page. */
  readonly version: string
  /** File of this page's own build; see `Deployment`. */
  readonly self: string
}

const CODES: Readonly<Record<TroubleKind, DiagnosticCode>> = {
  offline: 'DH_LOAD_001',
  unreachable: 'DH_LOAD_001',
  missing: 'DH_LOAD_001',
  newer: 'DH_LOAD_002',
  broken: 'DH_LOAD_003',
}

const fileOf = (address: string | null) => address?.split('/').at(-1) ?? 'not told by the browser'

/** Why a part did not load. Another build explains a file that cannot be run too: its names may be those of before. */
export async function explainLoad(error: unknown, deps: ExplainDeps): Promise<LoadTrouble> {
  const isOnline = deps.isOnline()
  const deployed = isOnline ? await deps.ask() : null

  function kindOf(): TroubleKind {
    if (deployed && !deployed.isOurs) return 'newer'
    if (!isFailedImport(error)) return 'broken'
    if (!isOnline) return 'offline'
    return deployed ? 'missing' : 'unreachable'
  }

  const kind = kindOf()
  const there = deployed ? `${deployed.version}, build ${deployed.build}` : 'not told'
  const details = [
    `${CODES[kind]} ${kind}`,
    `file: ${fileOf(failedAddress(error))}`,
    `panel: ${deps.version}, ${fileOf(deps.self.replace(/[?#].*$/, ''))}`,
    `deployed: ${there}`,
    `at: ${new Date(deps.now()).toISOString()}`,
  ].join('\n')
  return { kind, code: CODES[kind], details }
}
