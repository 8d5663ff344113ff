import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { hostApiRange, REMOTE_ENTRY, REMOTE_MANIFEST, type RemoteManifest } from '../../contracts/index.ts'

/** What a folder of built files does not tell about itself. */
export interface RemoteFacts {
  /** The product's version. */
  readonly version: string
  /** Federation names of the doors. */
  readonly doors: readonly string[]
  /** Version of the host contract that the panel was written for. */
  readonly hostApi: string
  readonly contracts: RemoteManifest['contracts']
}

export const integrityOf = (content: Uint8Array): string =>
  `sha384-${createHash('sha384').update(content).digest('base64')}`

/** 16 hex digits of a text's SHA-256; line ends of another system make no other one. */
export const fingerprintOf = (text: string): string =>
  createHash('sha256').update(text.replaceAll('\r\n', '\n')).digest('hex').slice(0, 16)

/** The file that the entry loads first for each door; throws when the entry does not know one. */
export function doorFiles(entry: string, doors: readonly string[]): Record<string, string> {
  const files = doors.map((door) => {
    const name = door.replace(/[^\w]/g, '\\$&')
    const found = new RegExp(`["']${name}["']\\s*:\\s*\\(\\)\\s*=>[^]*?\\(["']\\./([\\w@~+./-]+\\.js)["']\\)`).exec(
      entry,
    )
    if (!found) throw new Error(`${REMOTE_ENTRY} has no door ${door}`)
    return [door, found[1]!] as const
  })
  if (new Set(files.map(([, file]) => file)).size !== files.length) {
    throw new Error(`${REMOTE_ENTRY} names one file for two doors`)
  }
  return Object.fromEntries(files)
}

/** Describes a built `dist` folder. Throws when it holds no entry, or an entry without one of the doors. */
export function describeRemote(dist: string, { version, doors, hostApi, contracts }: RemoteFacts): RemoteManifest {
  const names = readdirSync(dist, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(dist.length + 1)
        .replaceAll('\\', '/'),
    )
    .filter((name) => name !== REMOTE_MANIFEST)
    .sort()
  if (!names.includes(REMOTE_ENTRY)) throw new Error(`${dist} holds no ${REMOTE_ENTRY}`)
  const files = Object.fromEntries(
    names.map((name) => {
      const content = readFileSync(join(dist, name))
      return [name, { integrity: integrityOf(content), bytes: content.byteLength }]
    }),
  )
  return {
    name: 'dev-hotload',
    version,
    build: fingerprintOf(names.map((name) => `${name} ${files[name]!.integrity}`).join('\n')),
    entry: REMOTE_ENTRY,
    doors: doorFiles(readFileSync(join(dist, REMOTE_ENTRY), 'utf8'), doors),
    hostApi: { version: hostApi, accepts: hostApiRange(hostApi) },
    contracts,
    files,
  }
}
