import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startPart, type PartPlan } from './part.ts'

let folder = ''
const ended: string[] = []
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'part-test-'))
  ended.length = 0
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const start = (program: string) => {
  const file = join(folder, 'program.mjs')
  writeFileSync(file, program)
  const plan: PartPlan = {
    name: 'shell',
    title: 'it',
    args: [file],
    cwd: folder,
    env: { COLOUR: 'red' },
    ready: /^ready/,
  }
  return startPart(plan, {
    logFile: join(folder, 'part.log'),
    onEnded: (how, lastLines) => ended.push(`${how}: ${lastLines.join(' / ')}`),
  })
}

/** A zombie is not alive, although a signal would reach it. */
const isAlive = (pid: number) => {
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' })
  return stdout.trim() !== '' && !stdout.trim().startsWith('Z')
}

const STAY = 'setInterval(() => {}, 1000)\n'

describe('a part', () => {
  it('is ready when it says so, and knows its environment', async () => {
    const part = start(`console.log('ready in ' + process.env.COLOUR)\n${STAY}`)
    expect(await part.started).toEqual({ kind: 'ready', line: 'ready in red' })
    await part.stop(2000)
    expect(ended).toEqual([])
    expect(isAlive(part.pid ?? 0)).toBe(false)
  })

  it('that fails to start is told with its last words', async () => {
    const part = start(`console.error('no luck'); process.exit(4)`)
    expect(await part.started).toEqual({ kind: 'ended', how: 'with exit code 4', lastLines: ['no luck'] })
  })

  it('that dies later is named with its last words', async () => {
    const part = start(`console.log('ready'); console.log('oh'); setTimeout(() => process.exit(1), 30)`)
    await part.started
    await expect.poll(() => ended).toEqual(['with exit code 1: ready / oh'])
  })

  it('is ended with all that it started, even when nothing of it wants to go', async () => {
    const stubborn = `process.on('SIGTERM', () => {}); ${STAY}`
    const part = start(`
      import { spawn } from 'node:child_process'
      const child = spawn(process.execPath, ['-e', ${JSON.stringify(stubborn)}])
      process.on('SIGTERM', () => {})
      console.log('ready ' + child.pid)
      ${STAY}`)
    const started = await part.started
    const grandchild = started.kind === 'ready' ? Number(started.line.slice(6)) : 0
    expect(isAlive(grandchild)).toBe(true)
    await part.stop(100)
    expect(isAlive(part.pid ?? 0)).toBe(false)
    await expect.poll(() => isAlive(grandchild)).toBe(false)
  })
})
