import { REMOTE_MANIFEST } from '../../../contracts/remote-files.ts'
import type { RemoteManifest } from '../../../contracts/remote-manifest.ts'

/** What is deployed now at the place that this page's panel came from. */
export interface Deployed {
  readonly version: string
  readonly build: string
  /** True when this page runs that build. */
  readonly isOurs: boolean
}

export interface DeploymentDeps {
  /** Address of a chunk of this page whose name changes with every part that it loads. */
  readonly self: string
  readonly fetch: typeof fetch
  /** Aborts after so many ms. */
  timeout(ms: number): AbortSignal
}

export interface Deployment {
  /** What is deployed now; null when nobody tells. Never rejects, and one question serves all who ask meanwhile. */
  ask(): Promise<Deployed | null>
}

const PATIENCE_MS = 8_000

const isName = (value: unknown, most: number): value is string =>
  typeof value === 'string' && value.length <= most && /^[\w.+-]+$/.test(value)

/** The few keys that are compared; null for anything that is no manifest. The whole shape is for tools. */
function read(json: unknown): Pick<RemoteManifest, 'version' | 'build' | 'files'> | null {
  if (typeof json !== 'object' || json === null) return null
  const { name, version, build, files } = json as Partial<Record<keyof RemoteManifest, unknown>>
  if (name !== 'dev-hotload' || !isName(version, 60) || !isName(build, 64)) return null
  if (typeof files !== 'object' || files === null || Array.isArray(files)) return null
  return { version, build, files: files as RemoteManifest['files'] }
}

/**
 * Compares builds by names. Names are hashes of content, and a chunk that loads others holds their names: so the
 * build that is deployed is this one exactly when it still has the file that `self` is in. No number has to be put
 * into the code, which would give every file of every build another name.
 */
export function createDeployment({ self, fetch, timeout }: DeploymentDeps): Deployment {
  let running: Promise<Deployed | null> | null = null

  async function ask(): Promise<Deployed | null> {
    try {
      const response = await fetch(new URL(REMOTE_MANIFEST, self), {
        cache: 'no-store',
        credentials: 'omit',
        signal: timeout(PATIENCE_MS),
      })
      const manifest = response.ok ? read(await response.json()) : null
      if (!manifest) return null
      const own = new URL(self).pathname.split('/').at(-1)!
      return { version: manifest.version, build: manifest.build, isOurs: Object.hasOwn(manifest.files, own) }
    } catch {
      return null
    }
  }

  return {
    ask() {
      running ??= ask().finally(() => (running = null))
      return running
    },
  }
}
