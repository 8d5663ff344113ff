import { mount } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { defineComponent, h, nextTick, ref } from 'vue'
import { inDoor } from '../tests/test-text.ts'
import Boundary from './Boundary.vue'

const isBroken = ref(true)
const Broken = defineComponent({
  name: 'LogPane',
  setup: () => () => {
    if (isBroken.value) throw new TypeError('password=hunter22 of 10.0.0.7')
    return h('p', 'well again')
  },
})

async function show() {
  const boundary = mount(Boundary, {
    props: { now: () => Date.parse('2026-03-02T08:20:30Z') },
    slots: { default: () => h(Broken) },
    global: inDoor(),
  })
  await nextTick()
  const button = (label: string) => boundary.findAll('button').find((one) => one.text() === label)!
  return { boundary, button }
}

describe('a crashed part', () => {
  afterEach(() => {
    isBroken.value = true
    vi.unstubAllGlobals()
  })

  it('says so with its code and the name of the part, and tells the panel', async () => {
    const { boundary } = await show()
    const said = boundary.get('[data-testid="dh-boundary"]')
    expect(said.attributes('data-code')).toBe('DH_VIEW_001')
    expect(said.text()).toContain('DH_VIEW_001 · LogPane')
    expect(boundary.emitted('crashed')).toHaveLength(1)
  })

  it('copies which part, which kind of error, when and which version, and none of the words of the error', async () => {
    const copied: string[] = []
    vi.stubGlobal('navigator', { clipboard: { writeText: (text: string) => void copied.push(text) } })
    const { boundary, button } = await show()
    await button('Copy details').trigger('click')
    expect(copied[0]).toMatch(
      /^DH_VIEW_001\npart: LogPane\nerror: TypeError\nat: 2026-03-02T08:20:30\.000Z\npanel: \d+\.\d+\.\d+$/,
    )
    expect(boundary.html()).not.toContain('hunter22')
  })

  it('never shows an error name that somebody else has chosen', async () => {
    const copied: string[] = []
    vi.stubGlobal('navigator', { clipboard: { writeText: (text: string) => void copied.push(text) } })
    const fail = () => {
      throw Object.assign(new Error(''), { name: 'token=abc def' })
    }
    const odd = mount(Boundary, { slots: { default: () => h(fail) }, global: inDoor() })
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
