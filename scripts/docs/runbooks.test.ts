import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { DIAGNOSTICS } from '../../contracts/index.ts'
import type { AlertRule } from '../../host-stub/dev-api/alerts/alert-store.ts'
import { shellBlocks } from './shell-blocks.ts'

const folder = fileURLToPath(new URL('../../docs/operations/runbooks/', import.meta.url))
const read = (name: string) => readFileSync(`${folder}${name}.md`, 'utf8')

/** A rule that is added to the server and not here does not compile. */
const RULES = {
  'reload.failed': true,
  'reload.failing': true,
  'logs.error-burst': true,
  'heartbeat.lost': true,
} as const satisfies Record<AlertRule, true>

const wanted = [...Object.keys(DIAGNOSTICS).filter((code) => code.startsWith('DH_ALERT_')), ...Object.keys(RULES)]
const pages = readdirSync(folder)
  .map((file) => file.replace(/\.md$/, ''))
  .filter((name) => name !== 'README')

describe('the runbooks', () => {
  it('are one for each alert of the panel and each rule of the server, under the name that a link asks for', () => {
    expect(pages.toSorted()).toEqual(wanted.toSorted())
  })

  it('are all listed, once', () => {
    const listed = [...read('README').matchAll(/^\| \[([^\]]+)\]\(([^)]+)\)/gm)].map(([, name, file]) => [name, file])
    expect(listed.toSorted()).toEqual(wanted.toSorted().map((name) => [name, `${name}.md`]))
  })

  it.each(wanted)('say what it means, where to look, what to do and when it is over, in few words: %s', (name) => {
    const text = read(name)
    expect(text).toMatch(new RegExp(`^# ${name.replaceAll('.', '\\.')}: \\S`))
    expect([...text.matchAll(/^## (.+)$/gm)].map(([, title]) => title)).toEqual(['Look', 'Do', 'It is over when'])
    expect(text.length).toBeLessThan(4_000)
  })

  it.each(wanted)('have a command to begin with, and every one can be copied as it stands: %s', (name) => {
    const blocks = shellBlocks(read(name))
    expect(blocks.length).toBeGreaterThan(0)
    expect(blocks.filter(({ isRun }) => !isRun)).toEqual([])
  })
})
