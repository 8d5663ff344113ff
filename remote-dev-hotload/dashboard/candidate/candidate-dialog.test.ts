import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { err, ok } from '../../kernel/index.ts'
import { inDoor } from '../../tests/test-text.ts'
import CandidateButton from './CandidateButton.vue'
import { CandidateKey, type CandidatePort } from './ports.ts'
import {
  alertOf,
  asIs,
  auditOf,
  missing,
  noFindings,
  reloadOf,
  sampleFacts,
  sampleSession,
  told,
} from './testing/sample-facts.ts'

let wrapper: VueWrapper
const gather = vi.fn<CandidatePort['gather']>()
const record = vi.fn<CandidatePort['record']>()
const save = vi.fn<CandidatePort['save']>()
const writeText = vi.fn<(text: string) => Promise<void>>()
let whyNot: ReturnType<CandidatePort['whyNot']>
let keys = 0

beforeEach(() => {
  keys = 0
  whyNot = null
  gather.mockReset().mockImplementation(async () => ok(sampleFacts()))
  record.mockReset().mockImplementation(async () => ok('audit-77'))
  save.mockReset()
  writeText.mockReset().mockResolvedValue()
  vi.spyOn(navigator.clipboard, 'writeText').mockImplementation(writeText)
})
afterEach(() => wrapper.unmount())

async function open(locale: 'en-US' | 'zh-CN' = 'en-US', session = sampleSession()): Promise<void> {
  const port: CandidatePort = {
    gather,
    record,
    save,
    whyNot: () => whyNot,
    cleanText: asIs,
    uuid: () => `key-${++keys}`,
  }
  const { provide } = inDoor(locale)
  wrapper = mount(CandidateButton, {
    props: { session },
    attachTo: document.body,
    global: { provide: { ...provide, [CandidateKey as symbol]: port } },
  })
  await find('dh-candidate').trigger('click')
  await flushPromises()
}
const find = (id: string) => wrapper.find(`[data-testid="${id}"]`)
const press = async (id: string) => {
  await find(id).trigger('click')
  await flushPromises()
}
const state = () => find('dh-candidate-dialog').attributes('data-state')

describe('the button', () => {
  it('says why there is nothing to validate', async () => {
    await open('en-US', sampleSession({ pluginVersion: null, buildHash: null }))
    expect(find('dh-candidate').attributes('aria-disabled')).toBe('true')
    expect(find('dh-candidate').attributes('title')).toContain('neither a version nor a build')
    expect(find('dh-candidate-dialog').exists()).toBe(false)
    expect(gather).not.toHaveBeenCalled()
  })
})

describe('the validation of a candidate', () => {
  it.each([
    ['en-US', 'Yes', 'Every rule that counts has passed.', '3 reloads: 3 succeeded, 0 failed, 0 not reported'],
    ['zh-CN', '通过', '所有计入的规则均已通过。', '3 次重载：3 次成功，0 次失败，0 次未上报结果'],
  ] as const)(
    'shows answer, rules and figures before anything leaves the panel (%s)',
    async (locale, word, why, figures) => {
      await open(locale)
      const verdict = find('dh-candidate-verdict')
      expect(verdict.attributes('data-verdict')).toBe('yes')
      expect(verdict.text()).toBe(word + why)
      expect(wrapper.findAll('[data-testid="dh-candidate-rule"]')).toHaveLength(9)
      expect(find('dh-candidate-dialog').text()).toContain(figures)
      expect(find('dh-candidate-dialog').text()).not.toMatch(/candidate\.|details\.|problem\./)
      expect(record).not.toHaveBeenCalled()
    },
  )

  it('names what stands against it, and what could not be loaded', async () => {
    const error = {
      fingerprint: 'f',
      level: 'error',
      message: '<b>boom</b>',
      count: 4,
      firstAt: null,
      lastAt: null,
      logId: 'l',
    }
    gather.mockResolvedValue(
      ok(
        sampleFacts({
          reloads: told(
            Array.from({ length: 7 }, (_, i) => reloadOf(7 - i, { success: false, error: `broken ${7 - i}` })),
          ),
          logs: told({ ...noFindings, errors: [error] }),
          alerts: missing,
          audit: told([auditOf('a-1'), auditOf('a-2')], true),
        }),
      ),
    )
    await open()
    expect(find('dh-candidate-verdict').attributes('data-verdict')).toBe('no')
    const text = find('dh-candidate-dialog').text()
    for (const words of ['broken 7', 'and 2 more', '<b>boom</b>', 'This could not be loaded.', 'req-5', 'a-2'])
      expect(text).toContain(words)
    expect(text).toContain('Older activity was not looked at.')
    expect(wrapper.find('b').exists()).toBe(false)
  })

  it('records before it makes a file, and puts the audit id in it', async () => {
    await open()
    await press('dh-candidate-md')
    expect(record.mock.calls).toEqual([
      [{ sessionId: 's-1', lines: 12, from: noFindings.from, to: noFindings.to, key: 'key-1' }],
    ])
    expect(save).toHaveBeenCalledTimes(1)
    const file = save.mock.calls[0]![0]
    expect([file.name, file.extension]).toEqual(['candidate-com.test.s-1-1.4.0', 'md'])
    expect(file.text).toContain('Audit id of this report: `audit-77`')
    expect(find('dh-candidate-audit-id').text()).toBe('audit-77')
    expect(wrapper.find('[role="status"]').text()).toContain('Recorded and downloaded as Markdown.')
  })

  it('leaves one record for one report, in however many forms it leaves', async () => {
    await open()
    await press('dh-candidate-md')
    await press('dh-candidate-json')
    await press('dh-candidate-copy')
    expect(record).toHaveBeenCalledTimes(1)
    expect(JSON.parse(save.mock.calls[1]![0].text)).toMatchObject({ auditId: 'audit-77' })
    expect(writeText).toHaveBeenCalledWith(save.mock.calls[0]![0].text)
    await press('dh-candidate-again')
    await press('dh-candidate-md')
    expect(record.mock.calls.map(([{ key }]) => key)).toEqual(['key-1', 'key-2'])
  })

  it.each([
    ['DH_API_403', 'Your account is not allowed to do this.'],
    ['DH_API_002', 'The Dev API reported a failure of its own.'],
  ] as const)(
    'makes no file without a record, says why, and asks again with the same key (%s)',
    async (code, words) => {
      record.mockResolvedValueOnce(err({ code, requestId: 'req-1' }))
      await open()
      await press('dh-candidate-json')
      expect(save).not.toHaveBeenCalled()
      expect(wrapper.find('[role="alert"]').text()).toContain(words)
      for (const shown of [code, 'req-1', 'nothing has left the panel']) expect(wrapper.text()).toContain(shown)
      expect(find('dh-candidate-audit-id').exists()).toBe(false)
      await press('dh-candidate-json')
      expect(save).toHaveBeenCalledTimes(1)
      expect(record.mock.calls.map(([{ key }]) => key)).toEqual(['key-1', 'key-1'])
    },
  )

  it('can be stopped while the record hangs, and two presses are one wish', async () => {
    record.mockReturnValue(new Promise(() => {}))
    await open()
    await press('dh-candidate-md')
    await press('dh-candidate-md')
    expect(record).toHaveBeenCalledTimes(1)
    expect(wrapper.find('progress').exists()).toBe(true)
    await find('dh-candidate-dialog').trigger('cancel')
    await flushPromises()
    expect(wrapper.find('progress').exists()).toBe(false)
    expect(wrapper.text()).toContain('Stopped. Nothing has left the panel.')
    await find('dh-candidate-dialog').trigger('cancel')
    expect(find('dh-candidate-dialog').exists()).toBe(false)
    expect(save).not.toHaveBeenCalled()
  })

  it('tells how far it is, and stops on Escape', async () => {
    let tell: Parameters<CandidatePort['gather']>[2] = () => {}
    let signal: AbortSignal | null = null
    gather.mockImplementation((_id, own, onProgress) => {
      signal = own
      tell = onProgress
      return new Promise(() => {})
    })
    await open()
    tell({ step: 'logs', lines: 3_000 })
    await flushPromises()
    expect(wrapper.text()).toContain('Reading the log since the newest reload … 3,000 lines')
    await find('dh-candidate-dialog').trigger('cancel')
    await flushPromises()
    expect(signal!.aborted).toBe(true)
    expect(state()).toBe('cancelled')
    tell({ step: 'logs', lines: 4_000 })
    await flushPromises()
    expect(state()).toBe('cancelled')
  })

  it('ends its questions when it is taken away', async () => {
    let signal: AbortSignal | null = null
    gather.mockImplementation((_id, own) => {
      signal = own
      return new Promise(() => {})
    })
    await open()
    wrapper.unmount()
    expect(signal!.aborted).toBe(true)
  })

  it('says that the session could not be judged, and gathers again when told to', async () => {
    gather.mockResolvedValueOnce(err({ code: 'DH_API_404', requestId: 'req-4' }))
    await open()
    expect(wrapper.find('[role="alert"]').text()).toContain('The session is not there any more.')
    expect(wrapper.text()).toContain('req-4')
    expect(find('dh-candidate-md').exists()).toBe(false)
    await press('dh-candidate-again')
    expect(find('dh-candidate-verdict').exists()).toBe(true)
  })

  it('stays on record when the browser does not let it be copied, and copies at the next press', async () => {
    writeText.mockRejectedValueOnce(new Error('NotAllowedError'))
    await open()
    await press('dh-candidate-copy')
    expect(wrapper.find('[role="alert"]').text()).toContain('did not let it be copied')
    expect(find('dh-candidate-audit-id').text()).toBe('audit-77')
    await press('dh-candidate-copy')
    expect(wrapper.text()).toContain('Recorded and copied as Markdown.')
    expect(record).toHaveBeenCalledTimes(1)
  })

  it('shows the report to an account that may not export, and says why it makes no file', async () => {
    whyNot = 'DH_API_403'
    gather.mockResolvedValue(ok(sampleFacts({ alerts: told([alertOf('a', { severity: 'CRITICAL' })]) })))
    await open()
    expect(find('dh-candidate-verdict').exists()).toBe(true)
    expect(find('dh-candidate-md').attributes('title')).toBe('Your account is not allowed to do this.')
    await press('dh-candidate-md')
    await press('dh-candidate-copy')
    expect(record).not.toHaveBeenCalled()
  })
})
