import { describe, expect, it } from 'vitest'
import { computed } from 'vue'
import { createEmitter } from '../../kernel/index.ts'
import enUS from '../../locales/en-US.json'
import zhCN from '../../locales/zh-CN.json'
import type { DevHotloadHost } from '../../../contracts/index.ts'
import { createTestText } from '../../tests/test-text.ts'
import { createText } from './create-text.ts'

type Tree = { [key: string]: string | Tree }

const texts = (tree: Tree, path = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${path}${key}`, value] as [string, string]] : texts(value, `${path}${key}.`),
  )

function shellIn(first: string) {
  let locale = first
  const changes = createEmitter<string>()
  const host = { locale: { get: () => locale, subscribe: changes.subscribe } } as unknown as DevHotloadHost
  const speak = (next: string) => {
    locale = next
    changes.emit(next)
  }
  return { host, speak }
}

describe('the texts of a door', () => {
  it.each([
    ['en-US', enUS],
    ['zh-CN', zhCN],
  ] as const)('read in %s as vue-i18n itself would read them, for every key and number', async (locale, tree) => {
    const own = await createText(shellIn(locale).host)
    const reference = createTestText(locale)
    for (const [key, text] of texts(tree)) {
      const named = Object.fromEntries([...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => [name, `<${name} | {x}>`]))
      expect([key, own.t(key, named)]).toEqual([key, reference.t(key, named)])
      for (const count of [0, 1, 2, 17])
        expect([key, count, own.t(key, { ...named, n: count }, count)]).toEqual([
          key,
          count,
          reference.t(key, { ...named, n: count }, count),
        ])
    }
  })

  it('follow the language of the shell where they are drawn', async () => {
    const { host, speak } = shellIn('en-US')
    const text = await createText(host)
    const drawn = computed(() => text.t('common.loading'))
    expect(drawn.value).toBe(enUS.common.loading)
    speak('zh-Hant')
    await expect.poll(() => drawn.value).toBe(zhCN.common.loading)
  })

  it('show the key where there is no text, and say so', async () => {
    const text = await createText(shellIn('en-US').host)
    await text.whole?.()
    for (const key of ['common', 'common.nothing', 'constructor', 'common.loading.length', '__proto__.x']) {
      expect(text.has(key)).toBe(false)
      expect(text.t(key)).toBe(key)
    }
    expect(text.has('common.loading')).toBe(true)
  })

  it('stay in the last language once they are let go', async () => {
    const { host, speak } = shellIn('en-US')
    const text = await createText(host)
    text.dispose()
    speak('zh-CN')
    await Promise.resolve()
    expect(text.t('common.loading')).toBe(enUS.common.loading)
  })
})
