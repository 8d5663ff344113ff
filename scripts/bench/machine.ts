import { arch, cpus, loadavg, platform, release, totalmem } from 'node:os'
import type { Machine } from './results.ts'

const round = (value: number): number => Math.round(value * 100) / 100

/** Where the figures were taken; called before, completed after. */
export function describeMachine(): (browser: string) => Machine {
  const load_before = round(loadavg()[0]!)
  const at = new Date().toISOString()
  return (browser) => ({
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: cpus().length,
    memory_gb: Math.round(totalmem() / 1024 ** 3),
    os: `${platform()} ${release()} ${arch()}`,
    node: process.version,
    browser,
    load_before,
    load_after: round(loadavg()[0]!),
    at,
  })
}
