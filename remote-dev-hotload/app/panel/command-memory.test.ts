import { describe, expect, it } from 'vitest'
import type { Command } from '../../sessions/index.ts'
import { COMMANDS_PREFIX, createCommandMemory } from './command-memory.ts'

const command: Command = {
  key: 'k',
  kind: 'reload',
  sessionId: 's',
  title: 'Orders',
  reason: null,
  runId: null,
  phase: 'accepted',
  requestedAt: 1_000,
  acceptedAt: 1_001,
  endedAt: null,
  endSeenAt: null,
  auditId: 'a',
  reloadId: 'r',
  code: null,
  requestId: null,
  retryAt: null,
  isDismissed: false,
}

function setUp(options: { fails?: boolean } = {}) {
  const kept = new Map<string, string>()
  let who: string | null = 'tenant\nuser'
  let now = 2_000
  const storage = {
    get length() {
      return kept.size
    },
    key: (index: number) => [...kept.keys()][index] ?? null,
    getItem: (name: string) => kept.get(name) ?? null,
    setItem(name: string, value: string) {
      if (options.fails) throw new Error('full')
      kept.set(name, value)
    },
    removeItem: (name: string) => void kept.delete(name),
  }
  const open = () =>
    createCommandMemory({ storage, scope: () => who, digest: async (text) => btoa(text), now: () => now })
  const settle = () => new Promise((resolve) => setTimeout(resolve))
  return {
    kept,
    open,
    settle,
    signIn: (next: string | null) => void (who = next),
    pass: (ms: number) => void (now += ms),
  }
}

describe('the memory of commands', () => {
  it('gives back after a reload of the page what was on its way', async () => {
    const { open, settle } = setUp()
    open().keep([command])
    await settle()
    expect(await open().read()).toEqual([command])
  })

  it('writes once for many changes of one moment', async () => {
    const { open, kept, settle } = setUp()
    const memory = open()
    memory.keep([command])
    memory.keep([{ ...command, phase: 'done' }])
    await settle()
    expect(kept.size).toBe(1)
    expect(await open().read()).toMatchObject([{ phase: 'done' }])
    memory.keep([])
    await settle()
    expect(kept.size).toBe(0)
  })

  it('holds no secret of a reason and no name of a person', async () => {
    const { open, kept, settle } = setUp()
    open().keep([{ ...command, reason: 'rotated, password=hunter2hunter2' }])
    await settle()
    const text = JSON.stringify([...kept])
    expect(text).toContain('rotated')
    expect(text).not.toContain('hunter2')
    expect(text).not.toContain('tenant')
  })

  it('shows nothing to another person, and deletes what the first one left', async () => {
    const { open, kept, settle, signIn } = setUp()
    open().keep([command])
    await settle()
    kept.set('of the shell', 'stays')
    signIn('tenant\nanother')
    expect(await open().read()).toEqual([])
    expect([...kept.keys()]).toEqual(['of the shell'])
  })

  it('is empty as soon as it was told to forget, whatever was being written', async () => {
    const { open, kept, settle } = setUp()
    const memory = open()
    memory.keep([command])
    memory.forget()
    await settle()
    expect(kept.size).toBe(0)
  })

  it('keeps nothing while nobody is signed in', async () => {
    const { open, kept, settle, signIn } = setUp()
    signIn(null)
    const memory = open()
    memory.keep([command])
    await settle()
    expect(kept.size).toBe(0)
    expect(await memory.read()).toEqual([])
  })

  it('lets go of what is older than the server would recognise', async () => {
    const { open, settle, pass } = setUp()
    open().keep([command])
    await settle()
    pass(3_600_000)
    expect(await open().read()).toEqual([])
  })

  it('takes only what is a command', async () => {
    const { open, kept } = setUp()
    const name = COMMANDS_PREFIX + btoa('tenant\nuser')
    const strange = [{ ...command, kind: 'delete-everything' }, { key: 'k' }, null, 7, command]
    kept.set(name, JSON.stringify(strange))
    expect(await open().read()).toEqual([command])
    kept.set(name, '{not json')
    expect(await open().read()).toEqual([])
    kept.set(name, '{"key":"k"}')
    expect(await open().read()).toEqual([])
  })

  it('does without a storage that is full', async () => {
    const { open, settle } = setUp({ fails: true })
    open().keep([command])
    await settle()
    expect(await open().read()).toEqual([])
  })
})
