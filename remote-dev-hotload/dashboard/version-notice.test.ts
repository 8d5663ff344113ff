import { mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { nextTick, shallowRef } from 'vue'
import { version } from '../../package.json'
import { inDoor } from '../tests/test-text.ts'
import { NewerVersionKey } from './newer-version-port.ts'
import VersionNotice from './VersionNotice.vue'

let wrapper: VueWrapper
afterEach(() => wrapper.unmount())

function show(newer: { version: string; build: string } | null) {
  const port = { newer: shallowRef(newer), later: vi.fn(), reloadPage: vi.fn() }
  wrapper = mount(VersionNotice, { global: { provide: { ...inDoor().provide, [NewerVersionKey as symbol]: port } } })
  return port
}
const notice = () => wrapper.find('[data-testid="dh-newer-version"]')

describe('the notice of a newer version', () => {
  it('takes no room while there is nothing to tell, in a place that is already listened to', async () => {
    const port = show(null)
    expect(wrapper.get('[role="status"]').text()).toBe('')
    expect(notice().exists()).toBe(false)
    port.newer.value = { version: '9.9.9', build: 'b-2' }
    await nextTick()
    expect(notice().text()).toContain('Version 9.9.9 of the panel is there.')
    expect(notice().text()).toContain('Log lines that only this page holds are gone then.')
  })

  it('names no version when it is the same one, built anew', () => {
    show({ version, build: 'b-2' })
    expect(notice().text()).toContain('A newer version of the panel is there.')
    expect(notice().text()).not.toContain(version)
  })

  it('does what is pressed and nothing by itself', async () => {
    const port = show({ version: '9.9.9', build: 'b-2' })
    await wrapper.get('[data-testid="dh-newer-later"]').trigger('click')
    expect([port.later.mock.calls.length, port.reloadPage.mock.calls.length]).toEqual([1, 0])
    await wrapper.get('[data-testid="dh-newer-reload"]').trigger('click')
    expect(port.reloadPage).toHaveBeenCalledTimes(1)
  })
})
