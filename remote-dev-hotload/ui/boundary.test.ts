import { mount } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { defineComponent, h, nextTick, ref } from 'vue'
import { inDoor } from '../tests/test-text.ts'
import Boundary from './Boundary.vue'
import { FaultsKey } from './faults.ts'

const isBroken = ref(true)
const Broken = defineComponent({
  name: 'LogPane',
  setup: () => () => {
    if (isBroken.value) throw new TypeError('password=hunter22 of 10.0.0.7')
    return h('p', 'well again')
  },
})

const report = vi.fn()
const global = { provide: { ...inDoor().provide, [FaultsKey as symbol]: report } }

async function show(inside: object = Broken, props: { dialog?: boolean } = {}) {
  const boundary = mount(Boundary, {
    props: { now: () => Date.parse('2026-03-02T08:20:30Z'), ...props },
    slots: { default: () => h(inside) },
    global,
  })
  await nextTick()
  const button = (label: string) => boundary.findAll('button').find((one) => one.text() === label)!
  return { boundary, button }
}

describe('a crashed part', () => {
  afterEach(() => {
    isBroken.value = true
    report.mockReset()
    vi.unstubAllGlobals()
  })

  it('says so with its code and the name of the part, and tells the panel', async () => {
    const { boundary } = await show()
    const said = boundary.get('[data-testid="dh-boundary"]')
    expect(said.attributes('data-code')).toBe('DH_VIEW_001')
    expect(said.text()).toMatch(/DH_VIEW_001 · LogPane · [0-9a-f]{8}/)
    const [, id] = /· ([0-9a-f]{8})/.exec(said.text())!
    expect(report.mock.calls).toEqual([[expect.any(TypeError), { code: 'DH_VIEW_001', id, part: 'LogPane' }]])
  })

  it('copies which part, which kind of error, when and which version, and none of the words of the error', async () => {
    const copied: string[] = []
    vi.stubGlobal('navigator', { clipboard: { writeText: (text: string) => void copied.push(text) } })
    const { boundary, button } = await show()
    await button('Copy details').trigger('click')
    expect(copied[0]).toMatch(
      /^DH_VIEW_001 [0-9a-f]{8}\npart: LogPane\nerror: TypeError\nat: 2026-03-02T08:20:30\.000Z\npanel: \d+\.\d+\.\d+$/,
    )
    expect(boundary.html()).not.toContain('hunter22')
  })

  it('never shows an error name that somebody else has chosen', async () => {
    const copied: string[] = []
    vi.stubGlobal('navigator', { clipboard: { writeText: (text: string) => void copied.push(text) } })
    const fail = () => {
      throw Object.assign(new Error(''), { name: 'token=abc def' })
    }
    const odd = mount(Boundary, { slots: { default: () => h(fail) }, global })
    await nextTick()
    await odd.findAll('button')[1]!.trigger('click')
    expect(copied[0]).toContain('error: Error')
  })

  it('comes back when it is tried again and works', async () => {
    const { boundary, button } = await show()
    isBroken.value = false
    await button('Try again').trigger('click')
    expect(boundary.text()).toBe('well again')
  })
})

describe('a part whose button or promise failed', () => {
  const Failing = {
    name: 'ListPane',
    render: () => [
      h('button', { onClick: () => Promise.reject(new Error('token=abc')) }, 'Later'),
      h(
        'button',
        {
          onClick: () => {
            throw new Error('token=abc')
          },
        },
        'Now',
      ),
    ],
  }

  it.each(['Now', 'Later'])('stays, with a sentence that can be closed: %s', async (which) => {
    report.mockReset()
    const { boundary, button } = await show(Failing)
    await button(which).trigger('click')
    await nextTick()
    await nextTick()
    const said = boundary.get('[data-testid="dh-slip"]')
    expect(said.text()).toContain('DH_VIEW_002')
    expect(boundary.html()).not.toContain('token=abc')
    expect(report.mock.calls[0]![1]).toMatchObject({ code: 'DH_VIEW_002', part: 'ListPane' })
    await button('Close').trigger('click')
    expect(boundary.find('[data-testid="dh-slip"]').exists()).toBe(false)
    expect(button(which).exists()).toBe(true)
  })
})

describe('a dialog that crashed', () => {
  it('says so in a dialog that can be closed', async () => {
    isBroken.value = true
    const { boundary, button } = await show(Broken, { dialog: true })
    expect(boundary.get('dialog').text()).toContain('DH_VIEW_001')
    await button('Close').trigger('click')
    expect(boundary.emitted('close')).toHaveLength(1)
  })
})
