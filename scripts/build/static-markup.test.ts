import { readdirSync, readFileSync } from 'node:fs'
import { compileTemplate, parse } from 'vue/compiler-sfc'
import { describe, expect, it } from 'vitest'

/** What Vue's compiler makes of a long stretch of unchanging markup: text that is assigned to `innerHTML`. */
const FOLDED = 'createStaticVNode'
const TEMPLATES = ['remote-dev-hotload', 'host-stub/shell/src'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.vue'))
    .map((file) => `${folder}/${file}`),
)

function compiled(source: string): string {
  const { template } = parse(source).descriptor
  return template === null ? '' : compileTemplate({ source: template.content, filename: 'a.vue', id: 'a' }).code
}

describe('templates under Trusted Types', () => {
  it('none has so much unchanging markup that Vue would write it as text: break it up, or make a list of it', () => {
    expect(TEMPLATES.length).toBeGreaterThan(100)
    const folded = TEMPLATES.filter((file) => compiled(readFileSync(file, 'utf8')).includes(FOLDED))
    expect(folded).toEqual([])
  })

  it('none hands markup over as text itself', () => {
    expect(TEMPLATES.filter((file) => /\bv-html\b|\binnerHTML\b/.test(readFileSync(file, 'utf8')))).toEqual([])
  })

  it('would be found out: Vue still folds twenty plain elements', () => {
    expect(compiled(`<template><div>${'<p>a</p>'.repeat(25)}</div></template>`)).toContain(FOLDED)
  })
})
