import { describe, expect, it, vi } from 'vitest'
import { explainLoad, type ExplainDeps } from './explain-load.ts'

const lost = new TypeError(
  'Failed to fetch dynamically imported module: https://cdn.test/panel/logs-AAAA1111.js?again=2',
)
const bad = new SyntaxError('Unexpected token with a secret=hunter2')
const ours = { version: '1.2.3', build: 'b-1', isOurs: true }
const other = { version: '1.3.0', build: 'b-2', isOurs: false }

const deps = (over: Partial<ExplainDeps> = {}): ExplainDeps => ({
  ask: vi.fn(() => Promise.resolve(ours)),
  isOnline: () => true,
  now: () => Date.UTC(2026, 10, 25),
  version: '1.2.3',
  self: 'https://cdn.test/panel/gate-BBBB2222.js?again=1',
  ...over,
})

describe('explainLoad', () => {
  it.each<[string, unknown, Partial<ExplainDeps>, string, string]>([
    ['another build is deployed', lost, { ask: () => Promise.resolve(other) }, 'newer', 'DH_LOAD_002'],
    [
      'another build is deployed and a file cannot be run',
      bad,
      { ask: () => Promise.resolve(other) },
      'newer',
      'DH_LOAD_002',
    ],
    ['the same build is deployed', lost, {}, 'missing', 'DH_LOAD_001'],
    ['nobody answers', lost, { ask: () => Promise.resolve(null) }, 'unreachable', 'DH_LOAD_001'],
    ['the machine is offline', lost, { isOnline: () => false }, 'offline', 'DH_LOAD_001'],
    ['the file cannot be run', bad, {}, 'broken', 'DH_LOAD_003'],
    ['the file cannot be run and nobody answers', bad, { ask: () => Promise.resolve(null) }, 'broken', 'DH_LOAD_003'],
    ['something else was thrown', 'text', {}, 'broken', 'DH_LOAD_003'],
  ])('when %s', async (_name, error, over, kind, code) => {
    expect(await explainLoad(error, deps(over))).toMatchObject({ kind, code })
  })

  it('asks nobody while the machine is offline', async () => {
    const { ask, ...rest } = deps({ isOnline: () => false })
    await explainLoad(lost, { ask, ...rest })
    expect(ask).not.toHaveBeenCalled()
  })

  it('gives a ticket the file, both builds and the time, and nothing of the error itself', async () => {
    const { details } = await explainLoad(lost, deps({ ask: () => Promise.resolve(other) }))
    expect(details.split('\n')).toEqual([
      'DH_LOAD_002 newer',
      'file: logs-AAAA1111.js',
      'panel: 1.2.3, gate-BBBB2222.js',
      'deployed: 1.3.0, build b-2',
      'at: 2026-11-25T00:00:00.000Z',
    ])
    expect((await explainLoad(bad, deps())).details).not.toContain('hunter2')
  })
})
