import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { createText, type OwnedText } from '../../app/gate/create-text.ts'
import { err, ok } from '../../kernel/index.ts'
import { createFakeClock } from '../../tests/fake-clock.ts'
import { fakeHost } from '../../tests/fake-host.ts'
import { TextKey } from '../../ui/index.ts'
import { noFilter } from '../engine/log-filter.ts'
import type { LogView } from '../engine/log-view.ts'
import { LogsKey, type LogsPort } from '../ports.ts'
import ExportButton from './ExportButton.vue'
import { bufferOf, lineOf } from './testing/samples.ts'
import { viewOf } from './testing/test-view.ts'

type Answer = Awaited<ReturnType<LogsPort['record']>>

const buffer = bufferOf([1, 2, 3, 4].map((n) => lineOf(n, { level: n > 2 ? 'error' : 'info' })))
const shown = viewOf(buffer, (row) => row.kind === 'line' && row.entry.level === 'error')
const view = {
  ...shown,
  length: shown.length,
  version: shown.version,
  countAfter: (seq: number) => ({ lines: shown.length - shown.positionOf(seq + 1), errors: 0 }),
} as LogView

describe('the export dialog', () => {
  let text: OwnedText
  let wrapper: VueWrapper
  let answer: Answer | Promise<Answer>
  let whyNot: string | null
  const record = vi.fn<LogsPort['record']>()
  const saved: string[] = []

  beforeAll(async () => {
    text = await createText(fakeHost())
  })
  beforeEach(() => {
    answer = ok('audit-1')
    whyNot = null
    saved.length = 0
    record.mockReset().mockImplementation(async () => answer)
    vi.spyOn(URL, 'createObjectURL').mockReturnValue('blob:test')
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
      saved.push(this.download)
    })
  })
  afterEach(() => wrapper.unmount())

  async function open(patch: Record<string, unknown> = {}): Promise<void> {
    const port = { record, whyNot: () => whyNot, uuid: () => 'key-1', clock: createFakeClock() }
    wrapper = mount(ExportButton, {
      attachTo: document.body,
      props: {
        scope: 's-1',
        sessionIds: ['s-1'],
        filter: { ...noFilter, level: 'error' },
        view,
        buffer,
        selected: null,
        hasOlder: false,
        pluginName: 'com.test',
        ...patch,
      },
      global: { provide: { [TextKey as symbol]: text, [LogsKey as symbol]: port } },
    })
    await find('dh-log-export').trigger('click')
  }
  const find = (testid: string) => wrapper.find(`[data-testid="${testid}"]`)
  const state = () => find('dh-log-export-state').attributes('data-state')
  const ends = (kind: string) => vi.waitFor(() => expect(state()).toBe(kind), { interval: 2 })

  it('exports what the filter shows and tells the audit id at the end', async () => {
    await open()
    expect(find('dh-log-export-dialog').text()).toContain('What the filter shows: 2 lines')
    expect(find('dh-log-export-dialog').text()).toContain('4 rows')
    await find('dh-log-export-csv').trigger('click')
    await ends('done')
    expect(record.mock.calls[0]![0]).toMatchObject({ lines: 2, filter: 'level>=error', sessionIds: ['s-1'] })
    expect(find('dh-log-export-state').text()).toContain('2 lines exported.')
    expect(find('dh-audit-id').text()).toBe('audit-1')
    expect(saved).toEqual([expect.stringMatching(/^dev-hotload-com\.test-\d{8}T\d{6}Z\.csv$/)])
  })

  it('says why and that nothing was exported when the record is refused', async () => {
    answer = err({ code: 'DH_API_403', status: 403, requestId: 'req-1', retryAfterMs: null })
    await open()
    await find('dh-log-export-jsonl').trigger('click')
    await ends('refused')
    const alert = wrapper.find('[role="alert"]').text()
    expect(alert).toBe('Your account is not allowed to do this. Nothing was exported.')
    expect(find('dh-log-export-state').text()).toContain('req-1')
    expect(saved).toEqual([])
  })

  it('can be stopped while it waits for the audit id, first by Escape and then closed by it', async () => {
    answer = new Promise(() => {})
    await open()
    await find('dh-log-export-txt').trigger('click')
    await ends('recording')
    expect(wrapper.find('progress').exists()).toBe(true)
    await wrapper.find('dialog').trigger('cancel')
    await ends('cancelled')
    expect(saved).toEqual([])
    await wrapper.find('dialog').trigger('cancel')
    expect(find('dh-log-export-dialog').exists()).toBe(false)
  })

  it('offers the selection first where there is one, and everything that is kept', async () => {
    await open({ selected: { from: 3, to: 3 } })
    const scopes = wrapper.findAll<HTMLInputElement>('[data-testid="dh-log-export-scope"]')
    expect(scopes.map(({ element }) => [element.value, element.checked])).toEqual([
      ['filtered', false],
      ['selected', true],
      ['all', false],
    ])
    await find('dh-log-export-txt').trigger('click')
    await ends('done')
    expect(record.mock.calls[0]![0]).toMatchObject({ lines: 1 })
    await scopes[2]!.setValue(true)
    await find('dh-log-export-txt').trigger('click')
    await vi.waitFor(() => expect(record).toHaveBeenCalledTimes(2), { interval: 2 })
    expect(record.mock.calls[1]![0]).toMatchObject({ lines: 4, filter: 'all' })
    await ends('done')
  })

  it('names the command for the older lines, with nothing in it that a shell could obey', async () => {
    await open({ hasOlder: true, sessionIds: ['s-1', 'x; rm -rf ~'], filter: { ...noFilter, level: '$(id)' } })
    expect(find('dh-log-export-command').text()).toBe(
      'npm run devhotload:export-logs -- --session s-1 --session <session id> --level <level> --format jsonl',
    )
  })

  it('stays closed and says why when this account may not export', async () => {
    whyNot = 'DH_API_403'
    await open()
    await flushPromises()
    expect(find('dh-log-export').attributes()).toMatchObject({
      'aria-disabled': 'true',
      title: 'Your account is not allowed to do this.',
    })
    expect(find('dh-log-export-dialog').exists()).toBe(false)
  })
})
