import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Repository } from './check-usecases.ts'

/** The files under a folder. */
export const repositoryAt = (root: string): Repository => ({
  has: (path) => existsSync(join(root, path)),
  read: (path) => (existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : null),
})
