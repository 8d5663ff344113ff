import { describe, expect, it, vi } from 'vitest'
import type { AuditReport } from '../../client/index.ts'
import { err, ok } from '../../kernel/index.ts'
import { createFakeClock } from '../../tests/fake-clock.ts'
import type { ExportState } from './export-state.ts'
import type { SavePage } from './export-target.ts'
import { runExport, type ExportDeps, type ExportWish } from './run-export.ts'
import { createTestPace } from './testing/pace.ts'
import { bufferOf, lineOf, type TestBuffer } from './testing/samples.ts'

type Answer = Awaited<ReturnType<ExportDeps['record']>>
const refusal = (code: 'DH_API_403' | 'DH_API_001'): Answer =>
  err({ code, status: 403, requestId: 'req-1', retryAfterMs: null })

const lines = (count: number): TestBuffer => bufferOf(Array.from({ length: count }, (_, index) => lineOf(index + 1)))

interface Setting {
  answer?: Answer | Promise<Answer>
  buffer?: TestBuffer
  picker?: SavePage['picker']
  isFresh?: boolean[]
}

function setting({ answer = ok('audit-1'), buffer = lines(3), picker = null, isFresh = [] }: Setting = {}) {
  const order: string[] = []
  const reports: AuditReport[] = []
  const files: { name: string; file: Blob }[] = []
  const states: ExportState[] = []
  const end = new AbortController()
  const pace = createTestPace()
  let keys = 0
  const deps: ExportDeps = {
    async record(report) {
      order.push('record')
      reports.push(report)
      return answer
    },
    uuid: () => `key-${++keys}`,
    clock: createFakeClock(),
    pace,
    page: {
      picker,
      isPressFresh: () => isFresh.shift() ?? true,
      download(file, name) {
        order.push('download')
        files.push({ file, name })
      },
    },
  }
  const wish: ExportWish = {
    format: 'txt',
    scope: 'filtered',
    source: { buffer, view: null, range: null },
    sessionIds: ['s-1', 's-9'],
    filter: 'warn and above',
    hasOlder: true,
    name: '../com.evil plugin',
  }
  const presses: (() => void)[] = []
  const start = (patch: Partial<ExportWish> = {}) =>
    runExport(
      { ...wish, ...patch },
      deps,
      end.signal,
      (state) => states.push(state),
      () => new Promise((resolve) => presses.push(resolve)),
    )
  return { start, order, reports, files, states, end, pace, presses }
}

describe('one export', () => {
  it('is recorded before anything is written, and says by which record', async () => {
    const { start, order, reports, files, states } = setting()
    expect(await start()).toEqual({ kind: 'done', lines: 3, gone: 0, auditId: 'audit-1' })
    expect(order).toEqual(['record', 'download'])
    expect(reports).toEqual([
      {
        action: 'logs.export',
        sessionIds: ['s-1'],
        lines: 3,
        from: '2023-11-14T22:13:20.001Z',
        to: '2023-11-14T22:13:20.003Z',
        filter: 'warn and above',
        masked: true,
        key: 'key-1',
      },
    ])
    expect(states.map(({ kind }) => kind)).toEqual(['counting', 'recording', 'writing'])
    expect(files[0]!.name).toMatch(/^dev-hotload-com\.evil-plugin-\d{8}T\d{6}Z\.txt$/)
    const text = await files[0]!.file.text()
    expect(text).toContain('# audit id: audit-1\n')
    expect(text).toContain('# older lines on the server: yes\n')
    expect(text.match(/ line \d$/gm)).toHaveLength(3)
  })

  it('writes nothing when it is refused or nobody answers', async () => {
    for (const code of ['DH_API_403', 'DH_API_001'] as const) {
      const { start, order } = setting({ answer: refusal(code), picker: () => Promise.reject(new Error('not asked')) })
      expect(await start()).toEqual({ kind: 'refused', code, requestId: 'req-1' })
      expect(order).toEqual(['record'])
    }
  })

  it('can be cancelled while the record is asked for, and a late answer changes nothing', async () => {
    let settle = (_: Answer) => {}
    const { start, end, order } = setting({ answer: new Promise((resolve) => (settle = resolve)) })
    const running = start()
    await vi.waitFor(() => expect(order).toEqual(['record']), { interval: 1 })
    end.abort()
    expect(await running).toEqual({ kind: 'cancelled', auditId: null })
    settle(ok('audit-1'))
    await Promise.resolve()
    expect(order).toEqual(['record'])
  })

  it('can be cancelled while it counts and while it writes; no file is left', async () => {
    const counting = setting({ buffer: lines(100) })
    counting.pace.onPause = (count) => count === 3 && counting.end.abort()
    expect(await counting.start()).toEqual({ kind: 'cancelled', auditId: null })
    expect(counting.order).toEqual([])

    const writing = setting({ buffer: lines(100) })
    writing.pace.onPause = (count) => count === 20 && writing.end.abort()
    expect(await writing.start()).toEqual({ kind: 'cancelled', auditId: 'audit-1' })
    expect(writing.order).toEqual(['record'])
  })
})

describe('a large export', () => {
  const many = lines(50_000)

  function disk(write: () => Promise<void> = async () => {}) {
    const calls: string[] = []
    let size = 0
    const picker: SavePage['picker'] = async ({ suggestedName }) => {
      calls.push(`pick ${suggestedName.slice(0, 12)}`)
      return {
        name: 'chosen.txt',
        createWritable: async () => ({
          async write(text) {
            await write()
            size += text.length
          },
          close: async () => void calls.push('close'),
          abort: async () => void calls.push('abort'),
        }),
        getFile: async () => ({ size: 0 }),
        remove: async () => void calls.push('remove'),
      }
    }
    return { picker, calls, size: () => size }
  }

  it('is streamed to the place that the user picks', async () => {
    const { picker, calls, size } = disk()
    const { start, order } = setting({ buffer: many, picker })
    expect(await start()).toMatchObject({ kind: 'done', lines: 50_000 })
    expect(calls).toEqual(['pick dev-hotload-', 'close'])
    expect(size()).toBeGreaterThan(2_000_000)
    expect(order).toEqual(['record'])
  })

  it('waits for one more press when the first has grown old', async () => {
    const { picker, calls } = disk()
    const { start, states, presses } = setting({ buffer: many, picker, isFresh: [false, true] })
    const running = start()
    await vi.waitFor(() => expect(presses).toHaveLength(1), { interval: 1 })
    expect(states.at(-1)).toEqual({ kind: 'ready', auditId: 'audit-1' })
    expect(calls).toEqual([])
    presses[0]!()
    expect(await running).toMatchObject({ kind: 'done' })
  })

  it('saves nothing when the question for a place is dismissed, and downloads where there is no picker', async () => {
    const dismissed = setting({
      buffer: many,
      picker: () => Promise.reject(new DOMException('no', 'AbortError')),
    })
    expect(await dismissed.start()).toEqual({ kind: 'cancelled', auditId: 'audit-1' })
    expect(dismissed.order).toEqual(['record'])
    const framed = setting({ buffer: many, picker: () => Promise.reject(new DOMException('no', 'SecurityError')) })
    expect(await framed.start()).toMatchObject({ kind: 'done' })
    expect(framed.files[0]!.file.size).toBeGreaterThan(2_000_000)
  })

  it('leaves no half file behind when the disk is full', async () => {
    const { picker, calls } = disk(() => Promise.reject(new DOMException('full', 'QuotaExceededError')))
    expect(await setting({ buffer: many, picker }).start()).toEqual({
      kind: 'failed',
      reason: 'disk',
      auditId: 'audit-1',
    })
    expect(calls.slice(1)).toEqual(['abort', 'remove'])
  })
})
