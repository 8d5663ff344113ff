import { mount } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import { inDoor } from '../../tests/test-text.ts'
import FindBar from './FindBar.vue'

const idle = { text: 'error', isPattern: false, number: 3, count: 128, isSearching: false, problem: null }
const mounted: { unmount(): void }[] = []

function open(props: Partial<typeof idle> = {}) {
  const bar = mount(FindBar, { attachTo: document.body, props: { ...idle, ...props }, global: inDoor() })
  mounted.push(bar)
  return { bar, field: bar.get('[data-testid="dh-log-find"]'), count: bar.get('[data-testid="dh-log-find-count"]') }
}

afterEach(() => mounted.splice(0).forEach((one) => one.unmount()))

describe('the find bar', () => {
  it('takes the focus when it opens', () => {
    const { field } = open()
    expect(document.activeElement).toBe(field.element)
  })

  it('counts, says that it still searches, and that there is none', () => {
    expect(open().count.text()).toBe('3 of 128')
    expect(open({ isSearching: true }).count.text()).toBe('3 of 128 …')
    expect(open({ number: 0, count: 0, isSearching: true }).count.text()).toBe('Searching …')
    expect(open({ number: 0, count: 0 }).count.text()).toBe('Not found')
    expect(open({ text: '', number: 0, count: 0 }).count.text()).toBe('')
  })

  it('steps with Enter and Shift+Enter and closes with Esc', async () => {
    const { bar, field } = open()
    await field.trigger('keydown', { key: 'Enter' })
    await field.trigger('keydown', { key: 'Enter', shiftKey: true })
    await field.trigger('keydown', { key: 'Escape' })
    expect(Object.keys(bar.emitted())).toEqual(expect.arrayContaining(['next', 'previous', 'close']))
    expect([bar.emitted('next'), bar.emitted('previous'), bar.emitted('close')].map((calls) => calls?.length)).toEqual([
      1, 1, 1,
    ])
  })

  it('leaves Enter and Esc to the input method while a word is composed', async () => {
    const { bar, field } = open()
    await field.trigger('keydown', { key: 'Enter', isComposing: true })
    await field.trigger('keydown', { key: 'Escape', isComposing: true })
    await field.trigger('keydown', { key: 'Enter', keyCode: 229 })
    expect([bar.emitted('next'), bar.emitted('close')]).toEqual([undefined, undefined])
  })

  it('leaves Enter on a button to that button', async () => {
    const { bar } = open()
    await bar.get('[data-testid="dh-log-find-close"]').trigger('keydown', { key: 'Enter' })
    expect(bar.emitted('next')).toBeUndefined()
  })

  it('says why a pattern cannot be used, at the field', () => {
    const { bar, field } = open({ problem: { kind: 'syntax', detail: 'missing )' } as never })
    expect(field.attributes('aria-invalid')).toBe('true')
    expect(bar.get(`#${field.attributes('aria-describedby')}`).text()).toContain('missing )')
  })

  it('tells a new text and the switch to patterns', async () => {
    const { bar, field } = open()
    await field.setValue('warn')
    await bar.get('[aria-pressed]').trigger('click')
    expect([bar.emitted('update:text'), bar.emitted('update:isPattern')]).toEqual([[['warn']], [[true]]])
  })
})
