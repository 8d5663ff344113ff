import { describe, expect, it } from 'vitest'
import { circleOf, firstChunkOf } from './first-chunks.ts'
import { namedKeys, partOf } from './first-texts.ts'

describe('the first chunks', () => {
  const remote = '/home/x/remote-dev-hotload'

  it('hold what draws the first table', () => {
    expect(firstChunkOf(`${remote}/app/gate/Door.vue?vue&type=script`)).toBe('door')
    expect(firstChunkOf(`${remote}/kernel/redact/redact-text.ts`)).toBe('panel')
    expect(firstChunkOf(`${remote}/sessions/list/SessionTable.vue`)).toBe('list')
  })

  it.each([
    'expose/guard.ts',
    'app/access/access.ts',
    'client/live-stream.ts',
    'client/stream/machine.ts',
    'app/panel/send-command.ts',
    'dashboard/SessionView.vue',
    'logs/open-log.ts',
    'metrics/TrendChart.vue',
  ])('do not hold %s', (file) => {
    expect(firstChunkOf(`${remote}/${file}`)).toBeUndefined()
  })

  it('that wait for each other are found, and shared ones are not taken for it', () => {
    const shared = { a: ['b', 'c'], b: ['d'], c: ['d'], d: [] }
    expect(circleOf(new Map(Object.entries(shared)))).toBeNull()
    expect(circleOf(new Map(Object.entries({ ...shared, d: ['b'] })))).toEqual(['b', 'd', 'b'])
  })
})

describe('the halves of the texts', () => {
  const texts = {
    common: { close: 'Close', copy: 'Copy' },
    problem: { DH_A: 'A', DH_B: 'B' },
    command: { reload: { act: 'Reload', body: 'Body' }, terminate: { act: 'End', body: 'Body' } },
  }

  it('are what the sources name, as it stands or as a template, and everything else', () => {
    const named = namedKeys(texts, ["t('common.close')", 't(`problem.${code}`)', 't(`command.${kind}.act`)'])
    expect(partOf(texts, named, 'first')).toEqual({
      common: { close: 'Close' },
      problem: { DH_A: 'A', DH_B: 'B' },
      command: { reload: { act: 'Reload' }, terminate: { act: 'End' } },
    })
    expect(partOf(texts, named, 'rest')).toEqual({
      common: { copy: 'Copy' },
      command: { reload: { body: 'Body' }, terminate: { body: 'Body' } },
    })
  })

  it('are not moved by a template that names no group', () => {
    expect([...namedKeys(texts, ['`${a}.${b}`', '`common.clo`', "'common'"])]).toEqual([])
  })
})
