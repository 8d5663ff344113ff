import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** A changed file as the published CLI tells it. */
export interface FileEvent {
  type: 'modify' | 'delete'
  path: string
  /** SHA-256 of the content, hexadecimal. */
  hash: string
  /** RFC 3339. */
  timestamp: string
}

/** Looks at files after a save; a file that is gone was deleted. */
export const describeChange = (dir: string, files: readonly string[], now: number): Promise<FileEvent[]> =>
  Promise.all(
    files.map(async (path): Promise<FileEvent> => {
      const timestamp = new Date(now).toISOString()
      try {
        const content = await readFile(join(dir, path))
        return { type: 'modify', path, hash: createHash('sha256').update(content).digest('hex'), timestamp }
      } catch {
        return { type: 'delete', path, hash: '', timestamp }
      }
    }),
  )
