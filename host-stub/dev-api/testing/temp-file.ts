import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

/** A place for a database file that is gone after the test. */
export const tempFile = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'dev-api-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return join(folder, 'db.sqlite')
}
