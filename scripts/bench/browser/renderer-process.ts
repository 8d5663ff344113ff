import { readFile } from 'node:fs/promises'
import type CDP from 'chrome-remote-interface'

export interface RendererProcess {
  /** Resident memory, MB; null where the system does not tell. */
  readonly rssMb: number | null
  /** Processor time since the process began, ms. */
  readonly cpuMs: number
}

/** The page's process. It is the only page; a spare renderer has always done less. */
export async function readRenderer(browser: CDP.Client): Promise<RendererProcess> {
  const { processInfo } = await browser.SystemInfo.getProcessInfo()
  const [busiest] = processInfo.filter(({ type }) => type === 'renderer').sort((a, b) => b.cpuTime - a.cpuTime)
  if (busiest === undefined) throw new Error('The page has no process.')
  return { rssMb: await residentMb(busiest.id), cpuMs: busiest.cpuTime * 1_000 }
}

/** Linux only: other systems have no `/proc`. */
async function residentMb(pid: number): Promise<number | null> {
  try {
    const status = await readFile(`/proc/${pid}/status`, 'utf8')
    const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]
    return kilobytes === undefined ? null : Number(kilobytes) / 1024
  } catch {
    return null
  }
}
