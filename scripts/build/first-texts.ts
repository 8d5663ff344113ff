import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'vite'
import { firstChunkOf } from './first-chunks.ts'

export interface Texts {
  [key: string]: string | Texts
}

/** Which half of the texts: what the first chunks can say, or everything else. */
export type TextPart = 'first' | 'rest'

const keysOf = (texts: Texts, path = ''): string[] =>
  Object.entries(texts).flatMap(([key, text]) =>
    typeof text === 'string' ? [`${path}${key}`] : keysOf(text, `${path}${key}.`),
  )

const LITERAL = /'([\w-]+(?:\.[\w-]+)+)'|`([\w-]+\.[\w.$-]*\$\{[^`]*)`/g

/** The keys that these sources name, as they stand or as a template: `problem.${code}` names every problem. */
export function namedKeys(texts: Texts, sources: readonly string[]): Set<string> {
  const keys = keysOf(texts)
  const known = new Set(keys)
  const named = new Set<string>()
  for (const source of sources)
    for (const [, literal, template = ''] of source.matchAll(LITERAL)) {
      if (literal !== undefined) {
        if (known.has(literal)) named.add(literal)
        continue
      }
      const parts = template.split(/\$\{[^}]*\}/).map((part) => part.replaceAll('.', '\\.'))
      const pattern = new RegExp(`^${parts.join('[^.]+')}$`)
      for (const key of keys) if (pattern.test(key)) named.add(key)
    }
  return named
}

/** One half of the texts, in the shape of the whole. */
export function partOf(texts: Texts, named: ReadonlySet<string>, part: TextPart, path = ''): Texts {
  const kept: Texts = {}
  for (const [key, text] of Object.entries(texts)) {
    if (typeof text === 'string') {
      if (named.has(`${path}${key}`) === (part === 'first')) kept[key] = text
      continue
    }
    const below = partOf(text, named, part, `${path}${key}.`)
    if (Object.keys(below).length > 0) kept[key] = below
  }
  return kept
}

const REQUEST = /\/locales\/[\w-]+\.json\?(first|rest)$/

/**
 * Halves the texts of a language: `en-US.json?first` is what the chunks up to the first table name in their sources,
 * `?rest` is everything else. Where this plugin is missing, as in unit tests, both are the whole file.
 */
export function halvedTexts(root: string): Plugin {
  let sources: string[] | null = null

  const readSources = () =>
    readdirSync(root, { recursive: true, encoding: 'utf8' })
      .map((file) => join(root, file))
      .filter((file) => /(?<!\.(test|spec|stories))\.(ts|vue)$/.test(file) && firstChunkOf(file) !== undefined)
      .map((file) => readFileSync(file, 'utf8'))

  return {
    name: 'dev-hotload:halved-texts',
    enforce: 'pre',
    buildStart() {
      sources = null
    },
    load(id) {
      const part = REQUEST.exec(id)?.[1] as TextPart | undefined
      if (part === undefined) return null
      const file = id.slice(0, id.indexOf('?'))
      this.addWatchFile(file)
      sources ??= readSources()
      const texts = JSON.parse(readFileSync(file, 'utf8')) as Texts
      return JSON.stringify(partOf(texts, namedKeys(texts, sources), part))
    },
  }
}
