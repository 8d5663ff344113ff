import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { h } from 'vue'
import { fakeHost } from '../../tests/fake-host.ts'
import { createShelter } from './create-shelter.ts'

const exploding = { when: 'never' as 'never' | 'render' }
const Shelter = createShelter({
  props: ['host', 'view', 'sessionId'],
  render() {
    if (exploding.when === 'render') throw new Error('token=abc')
    return h('button', { 'data-testid': 'act', onClick: () => Promise.reject(new Error('token=abc')) }, 'Act')
  },
})

afterEach(() => (exploding.when = 'never'))

/** A door as a component of the shell's own app, whose error handler must stay silent. */
function show() {
  const exception = vi.fn()
  const errorHandler = vi.fn()
  const host = { ...fakeHost(), telemetry: { breadcrumb: vi.fn(), metric: vi.fn(), exception } }
  const view = mount(() => h(Shelter, { host, view: 'logs' }), { global: { config: { errorHandler } } })
  return { view, exception, errorHandler }
}

describe('a door in the shell’s own app', () => {
  it('that cannot be drawn says so, tells telemetry and can be tried again', async () => {
    exploding.when = 'render'
    const { view, exception, errorHandler } = show()
    await flushPromises()
    expect(view.get('[data-testid="dh-boundary"]').attributes('data-code')).toBe('DH_VIEW_001')
    expect(errorHandler).not.toHaveBeenCalled()
    expect(exception.mock.calls[0]![1]).toMatchObject({ code: 'DH_VIEW_001' })
    expect(String((exception.mock.calls[0]![0] as Error).stack)).not.toContain('token=abc')
    exploding.when = 'never'
    await view.get('button').trigger('click')
    expect(view.find('[data-testid="act"]').exists()).toBe(true)
  })

  it('whose handler rejects stays, and only telemetry hears of it', async () => {
    const { view, exception, errorHandler } = show()
    await view.get('[data-testid="act"]').trigger('click')
    await flushPromises()
    expect(exception.mock.calls[0]![1]).toMatchObject({ code: 'DH_VIEW_002' })
    expect(errorHandler).not.toHaveBeenCalled()
    expect(view.find('[data-testid="act"]').exists()).toBe(true)
  })
})
