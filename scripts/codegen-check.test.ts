import { spawnSync } from 'node:child_process'
import { appendFileSync, cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))

let copy = ''
beforeEach(() => {
  copy = mkdtempSync(join(tmpdir(), 'codegen-test-'))
  cpSync(at('../remote-dev-hotload/generated'), copy, { recursive: true })
})
afterEach(() => rmSync(copy, { recursive: true, force: true }))

const check = () => {
  const { status, stderr } = spawnSync(process.execPath, [at('./codegen-check.mjs'), '--against', copy], {
    encoding: 'utf8',
  })
  return { status, stderr }
}

describe('the check of generated files', { timeout: 60_000 }, () => {
  it('names files that are not what codegen writes, and files that it does not write at all', () => {
    appendFileSync(join(copy, 'graphql.ts'), '// by hand\n')
    writeFileSync(join(copy, 'left-over.ts'), '')
    const { status, stderr } = check()
    expect(status).toBe(1)
    expect(stderr).toBe('Generated files are stale: run npm run codegen\n  graphql.ts\n  left-over.ts\n')
  })

  it('is content with what codegen writes', () => {
    expect(check()).toEqual({ status: 0, stderr: '' })
  })
})
