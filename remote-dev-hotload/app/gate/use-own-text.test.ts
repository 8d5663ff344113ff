import { flushPromises, mount } from '@vue/test-utils'
import { describe, expect, it, vi } from 'vitest'
import { defineComponent, h, shallowRef } from 'vue'
import enUS from '../../locales/en-US.json'
import zhCN from '../../locales/zh-CN.json'
import { fakeHost } from '../../tests/fake-host.ts'
import { createTestText } from '../../tests/test-text.ts'
import LoadFailed from '../../ui/lazy/LoadFailed.vue'
import type { TroubleKind } from '../../ui/lazy/loading-port.ts'
import type { OwnedText } from './create-text.ts'
import { firstWord } from './first-words.ts'
import { useOwnText } from './use-own-text.ts'

const ownText = (): OwnedText => ({ ...createTestText(), locale: shallowRef('en-US'), dispose: vi.fn() })

/** A door whose texts fail `times`, then come. */
async function door(times: number, kind: TroubleKind, locale = 'en-US') {
  const made = ownText()
  const create = vi.fn(() => (times-- > 0 ? Promise.reject(new TypeError('lost')) : Promise.resolve(made)))
  let back = () => {}
  const loading = {
    explain: () => Promise.resolve({ kind, code: 'DH_LOAD_001', details: '' }),
    reloadPage: vi.fn(),
    pause: () => Promise.resolve(),
    onOnline: (run: () => void) => {
      back = run
      return () => (back = () => {})
    },
  }
  const Door = defineComponent(() => {
    const { text, trouble, attempts, busy, retry } = useOwnText(fakeHost({ locale }), loading, create)
    return () =>
      trouble.value
        ? h(LoadFailed, { trouble: trouble.value, attempts: attempts.value, busy: busy.value, onRetry: retry })
        : h('p', text.value?.t('common.close'))
  })
  const wrapper = mount(Door)
  await flushPromises()
  return { wrapper, create, made, comesBack: () => back() }
}

describe('a door whose texts do not arrive', () => {
  it.each([
    ['en-US', 'Try again', 'The panel could not be loaded.'],
    ['zh-CN', '重试', '无法加载面板。'],
    ['fr', 'Try again', 'The panel could not be loaded.'],
  ])('says so in words of its own (%s), never in keys', async (locale, retry, title) => {
    const { wrapper } = await door(9, 'missing', locale)
    expect(wrapper.text()).toContain(title)
    expect(wrapper.get('[data-testid="dh-load-retry"]').text()).toBe(retry)
    expect(wrapper.text().replace('DH_LOAD_001', '')).not.toMatch(/\b(load|common|panel|boundary)\.\w|undefined|null/)
  })

  it('opens when it is asked again', async () => {
    const { wrapper, create } = await door(1, 'unreachable')
    await wrapper.get('[data-testid="dh-load-retry"]').trigger('click')
    await flushPromises()
    expect(wrapper.text()).toBe('Close')
    expect(create.mock.calls.map((call: unknown[]) => call[1])).toEqual([false, true])
  })

  it('opens by itself when the network is back', async () => {
    const { wrapper, comesBack } = await door(1, 'offline')
    comesBack()
    await flushPromises()
    expect(wrapper.text()).toBe('Close')
  })

  it('lets go of texts that arrive after it was closed', async () => {
    const host = fakeHost()
    const made = ownText()
    let arrive = (_text: OwnedText) => {}
    const late = () => new Promise<OwnedText>((resolve) => (arrive = resolve))
    const wrapper = mount(
      defineComponent(() => {
        useOwnText(
          host,
          { explain: vi.fn(), reloadPage: vi.fn(), onOnline: () => () => {}, pause: () => Promise.resolve() },
          late,
        )
        return () => h('p')
      }),
    )
    wrapper.unmount()
    arrive(made)
    await flushPromises()
    expect(made.dispose).toHaveBeenCalledTimes(1)
  })
})

it.each([
  ['en-US', enUS],
  ['zh-CN', zhCN],
] as const)('the first words of a button are those of the texts (%s)', (locale, texts) => {
  expect(firstWord(locale, 'common.retry')).toBe(texts.common.retry)
  expect(firstWord(locale, 'panel.reloadPage')).toBe(texts.panel.reloadPage)
  expect(firstWord(locale, 'boundary.copy')).toBe(texts.boundary.copy)
  expect(firstWord(locale, 'sessions.plugin')).toBe('')
})
