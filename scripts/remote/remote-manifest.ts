import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What a shell may want to know of the remote before it loads it. */
export interface RemoteManifest {
  name: string
  version: string
  entry: 'remoteEntry.js'
  /** Names for the federation container. */
  doors: string[]
  /** Version of the host contract that the remote needs. */
  hostApi: string
  /** File → subresource integrity. */
  files: Record<string, string>
}

export const MANIFEST_NAME = 'manifest.json'

const integrity = (content: Buffer) => `sha384-${createHash('sha384').update(content).digest('base64')}`

/** Describes a built `dist` folder. Throws when it holds no entry. */
export const describeRemote = (
  dist: string,
  facts: Pick<RemoteManifest, 'version' | 'doors' | 'hostApi'>,
): RemoteManifest => {
  const names = readdirSync(dist, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(dist.length + 1)
        .replaceAll('\\', '/'),
    )
    .filter((name) => name !== MANIFEST_NAME)
    .sort()
  if (!names.includes('remoteEntry.js')) throw new Error(`${dist} holds no remoteEntry.js`)
  const files = Object.fromEntries(names.map((name) => [name, integrity(readFileSync(join(dist, name)))]))
  return { name: 'dev-hotload', entry: 'remoteEntry.js', ...facts, files }
}
