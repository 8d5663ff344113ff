import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Addresses } from './part-plans.ts'
import type { Part } from './part.ts'
import type { Ports } from './ports.ts'

const pathIn = (folder: string) => join(folder, 'run.json')

/** Tells tests and tools what runs where, and how to start each part again. */
export const writeRunFile = (folder: string, at: Addresses, ports: Ports, parts: readonly Part[]): void => {
  const run = {
    pid: process.pid,
    startedAt: new Date().toISOString(),
    urls: at,
    ports,
    parts: parts.map(({ pid, plan: { name, args, cwd, env } }) => ({
      name,
      pid,
      command: process.execPath,
      args,
      cwd,
      env,
    })),
  }
  writeFileSync(pathIn(folder), `${JSON.stringify(run, null, 2)}\n`)
}

/** Only ours: a second `npm start` may have written its own meanwhile. */
export const removeRunFile = (folder: string): void => {
  try {
    const { pid } = JSON.parse(readFileSync(pathIn(folder), 'utf8')) as { pid: number }
    if (pid === process.pid) rmSync(pathIn(folder))
  } catch {
    // It is not there: nothing to remove.
  }
}
