import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const FOLDER = fileURLToPath(new URL('../../docs/mounting', import.meta.url))
const CODE = /^```(?:ts|js|vue|css)\n([\s\S]*?)^```$/gm
const LINK = /\]\(((?:\.\.\/)+host-stub\/[^)]+)\)/g

/** Indentation aside: an excerpt stands at the margin of its page. */
const linesOf = (text: string): string =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n')

/** Every piece of code of the recipes, with the file that its text names last. */
const pieces = readdirSync(FOLDER)
  .filter((page) => page.endsWith('.md'))
  .flatMap((page) => {
    const text = readFileSync(join(FOLDER, page), 'utf8')
    return [...text.matchAll(CODE)].map(({ 1: code = '', index }) => {
      const before = text.slice(0, index)
      const named = [...before.matchAll(LINK)].at(-1)?.[1]
      return { page, code, first: code.split('\n')[0], named }
    })
  })

describe('the code of the recipes for mounting', () => {
  it('is there for every way', () => {
    expect(new Set(pieces.map(({ page }) => page))).toEqual(
      new Set(['federation-shell.md', 'nuxt-shell.md', 'plain-page.md', 'telemetry.md']),
    )
  })

  it.each(pieces)('is that of the living example: $page, “$first”', ({ code, named }) => {
    expect(named).toBeDefined()
    const file = join(dirname(join(FOLDER, 'README.md')), decodeURIComponent(named!))
    expect(linesOf(readFileSync(file, 'utf8'))).toContain(linesOf(code))
  })
})
