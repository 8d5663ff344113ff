import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { defineComponent, h } from 'vue'
import { createTestText, inDoor } from '../../tests/test-text.ts'
import { lazily } from './lazily.ts'
import { LoadingKey, type LoadingPort, type TroubleKind } from './loading-port.ts'

let wrapper: VueWrapper
afterEach(() => wrapper.unmount())

const Room = defineComponent({
  props: { wide: Boolean },
  setup:
    (props, { slots }) =>
    () =>
      h('p', [String(props.wide), slots['default']?.()]),
})

let files = 0
/** A file that does not come as often as `failures`, each time at another address, then does. */
function file(failures: number) {
  const name = `Room-${++files}.js`
  let left = failures
  return vi.fn(async () => {
    if (left-- > 0) throw new TypeError(`Failed to fetch dynamically imported module: https://cdn.test/${name}`)
    return Room
  })
}

function door(kind: TroubleKind | TroubleKind[]) {
  const kinds = [kind].flat()
  let back: (() => void) | null = null
  const port = {
    explain: vi.fn(() => {
      const next = kinds.length > 1 ? kinds.shift()! : kinds[0]!
      return Promise.resolve({ kind: next, code: 'DH_LOAD_001', details: 'for the ticket' })
    }),
    reloadPage: vi.fn(),
    onOnline: vi.fn((run: () => void) => {
      back = run
      return () => (back = null)
    }),
    pause: vi.fn((_ms: number) => Promise.resolve()),
  } satisfies LoadingPort
  return { port, comesBack: () => back?.(), isWaiting: () => back !== null }
}

async function show(component: object, port: LoadingPort, options: object = {}) {
  const { provide } = inDoor()
  wrapper = mount(component as typeof Room, {
    global: { provide: { ...provide, [LoadingKey as symbol]: port } },
    ...options,
  })
  await flushPromises()
  return wrapper
}
const failure = () => wrapper.find('[data-testid="dh-load-failed"]')
const retry = () => wrapper.get('[data-testid="dh-load-retry"]').trigger('click').then(flushPromises)

describe('a part that loads when it is needed', () => {
  it('gets what it was given, and asks nobody anything', async () => {
    const { port } = door('missing')
    await show(lazily(file(0)), port, { props: { wide: true }, slots: { default: 'inside' } })
    expect(wrapper.text()).toBe('trueinside')
    expect(port.explain).not.toHaveBeenCalled()
  })

  it('tries again by itself, once, when the build of this page is still there', async () => {
    const load = file(2)
    const { port } = door('missing')
    await show(lazily(load), port)
    expect(wrapper.text()).toBe('false')
    expect(load).toHaveBeenCalledTimes(3)
  })

  it.each<[TroubleKind, number, boolean, boolean]>([
    ['missing', 3, true, false],
    ['unreachable', 1, true, false],
    ['offline', 1, true, false],
    ['newer', 1, false, true],
    ['broken', 1, false, true],
  ])('says %s, having asked %i times, and offers what can help', async (kind, times, canRetry, canReload) => {
    const load = file(9)
    const { port } = door(kind)
    await show(lazily(load), port)
    const { t } = createTestText()
    expect(failure().attributes()).toMatchObject({ 'data-kind': kind, role: 'alert' })
    expect(wrapper.text()).toContain(t(`load.${kind}.title`))
    expect(wrapper.text()).toContain(t(`load.${kind}.body`))
    expect(load).toHaveBeenCalledTimes(times)
    expect(wrapper.find('[data-testid="dh-load-retry"]').exists()).toBe(canRetry)
    expect(wrapper.find('[data-testid="dh-load-reload"]').exists()).toBe(canReload)
    expect(port.reloadPage).not.toHaveBeenCalled()
  })

  it('comes when it is asked again and the network is well', async () => {
    const load = file(1)
    const { port } = door('unreachable')
    await show(lazily(load), port)
    await retry()
    expect(failure().exists()).toBe(false)
    expect(wrapper.text()).toBe('false')
  })

  it('offers a fresh page too once asking again did not help, and only the reader presses it', async () => {
    const load = file(9)
    const { port } = door('unreachable')
    await show(lazily(load), port)
    await retry()
    expect(port.reloadPage).not.toHaveBeenCalled()
    expect(wrapper.text()).toContain(createTestText().t('load.keeps'))
    await wrapper.get('[data-testid="dh-load-reload"]').trigger('click')
    expect(port.reloadPage).toHaveBeenCalledTimes(1)
  })

  it('is asked for by itself when the network is back, and by nobody once it is gone', async () => {
    const load = file(1)
    const first = door('offline')
    await show(lazily(load), first.port)
    first.comesBack()
    await flushPromises()
    expect(wrapper.text()).toBe('false')
    wrapper.unmount()

    const second = door('offline')
    await show(lazily(file(9)), second.port)
    expect(second.isWaiting()).toBe(true)
    wrapper.unmount()
    expect(second.isWaiting()).toBe(false)
  })

  it('is asked for again when a network that is just back needs a moment, and not for ever', async () => {
    const quick = door(['offline', 'unreachable', 'unreachable'])
    // Once, and then twice each time: at the old address and at a new one.
    await show(lazily(file(5)), quick.port)
    quick.comesBack()
    await flushPromises()
    expect(wrapper.text()).toBe('false')
    expect(quick.port.pause.mock.calls).toEqual([[1_000], [3_000]])
    wrapper.unmount()

    const load = file(99)
    const slow = door(['offline', 'unreachable'])
    await show(lazily(load), slow.port)
    slow.comesBack()
    await flushPromises()
    expect(failure().attributes('data-kind')).toBe('unreachable')
    expect(load).toHaveBeenCalledTimes(7)
  })

  it('says what is wrong in a dialog when it is one, which closes as it would have', async () => {
    const load = file(9)
    const { port } = door('newer')
    const onClose = vi.fn()
    await show(lazily(load, { dialog: true }), port, { attrs: { onClose }, attachTo: document.body })
    expect(wrapper.get('dialog').find('[data-testid="dh-load-failed"]').exists()).toBe(true)
    await wrapper.get('.dh-dialog-acts button').trigger('click')
    expect(onClose).toHaveBeenCalledTimes(1)
  })
})
