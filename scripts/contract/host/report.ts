import { DEVHOTLOAD_HOST_API } from '../../../contracts/host.ts'
import type { CheckResult } from '../../../contracts/host-checks/index.ts'

export interface HostReport {
  readonly url: string
  readonly contract: string
  /** Where the host came from; null when none was found. */
  readonly door: string | null
  /** Why nothing could be checked. */
  readonly trouble: string | null
  readonly results: readonly CheckResult[]
}

export const reportOf = (url: string, door: string | null, results: readonly CheckResult[]): HostReport => ({
  url,
  contract: DEVHOTLOAD_HOST_API,
  door,
  trouble: null,
  results,
})

export const troubleOf = (url: string, trouble: string): HostReport => ({ ...reportOf(url, null, []), trouble })

export const isGood = ({ trouble, results }: HostReport): boolean =>
  trouble === null && results.every(({ outcome }) => outcome !== 'failed')

const WORDS = { passed: 'passed', failed: 'FAILED', open: 'open  ' } as const

function linesOf({ id, title, outcome, why, fix }: CheckResult): string[] {
  const indent = '            '
  return [
    `  ${WORDS[outcome]}  ${title}`,
    ...(outcome === 'failed' ? [`${indent}${why ?? ''}`, `${indent}→ ${fix ?? ''}  [${id}]`] : []),
    ...(outcome === 'open' && why !== undefined ? [`${indent}${why}`] : []),
  ]
}

/** The report for a person. What failed comes with what to do; `open` is what could not be looked at. */
export function textOf(report: HostReport): string {
  const head = `Host contract ${report.contract}: ${report.url}`
  if (report.trouble !== null) return `${head}\n\n  ${report.trouble}\n`
  const count = (outcome: CheckResult['outcome']) =>
    report.results.filter((result) => result.outcome === outcome).length
  return [
    `${head}, host of ${report.door}`,
    '',
    ...report.results.flatMap(linesOf),
    '',
    `${count('passed')} passed, ${count('failed')} failed, ${count('open')} not looked at`,
    '',
  ].join('\n')
}
