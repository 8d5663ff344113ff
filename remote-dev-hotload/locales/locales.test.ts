import { describe, expect, it } from 'vitest'
import { DIAGNOSTICS, SESSION_STATUSES } from '../../contracts/index.ts'
import enUS from './en-US.json'
import zhCN from './zh-CN.json'

type Tree = { [key: string]: string | Tree }

const keys = (tree: Tree, path = ''): string[] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [`${path}${key}`] : keys(value, `${path}${key}.`),
  )
const at = (tree: Tree, key: string): string =>
  key.split('.').reduce<Tree | string>((node, part) => (node as Tree)[part]!, tree) as string
const names = (message: string) => [...new Set(message.match(/\{\w+\}/g) ?? [])].sort()

const sources = import.meta.glob(
  ['../{ui,sessions,logs,metrics,alerts,audit,dashboard,app}/**/*.{ts,vue}', '!**/*.{test,spec}.ts'],
  {
    query: '?raw',
    import: 'default',
    eager: true,
  },
) as Record<string, string>

describe('the texts', () => {
  it('exist in both languages under the same keys', () => {
    expect(keys(zhCN).sort()).toEqual(keys(enUS).sort())
  })

  it('use the same named values in both languages', () => {
    for (const key of keys(enUS)) expect([key, names(at(zhCN, key))]).toEqual([key, names(at(enUS, key))])
  })

  it('have a sentence for every diagnostic code and a word for every status', () => {
    expect(Object.keys(enUS.problem).sort()).toEqual(Object.keys(DIAGNOSTICS).sort())
    expect(Object.keys(enUS.status).sort()).toEqual([...SESSION_STATUSES].sort())
  })

  it('have every key that the code asks for by name', () => {
    const known = new Set(keys(enUS))
    const asked = Object.values(sources).flatMap((source) =>
      [...source.matchAll(/\bt\('([\w.-]+)'/g)].map((match) => match[1]!),
    )
    expect(asked.length).toBeGreaterThan(50)
    expect(asked.filter((key) => !known.has(key))).toEqual([])
  })
})
