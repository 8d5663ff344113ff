import { REMOTE_MANIFEST, remoteManifestSchema, type RemoteManifest } from '../../../contracts/index.ts'
import { err, ok, type Result } from '../../../remote-dev-hotload/kernel/index.ts'
import { download } from './download.ts'
import { advised, failed, type Finding } from './finding.ts'

const MOST_BYTES = 1024 * 1024

export interface ReadManifest {
  readonly manifest: RemoteManifest
  /** The folder that its file names are below. */
  readonly base: URL
  readonly findings: readonly Finding[]
}

/** The folder of an address that may name the folder, the entry or the manifest. */
export function folderOf(address: string): Result<URL, string> {
  if (!URL.canParse(address)) return err(`${address} is no address. Try http://localhost:5171/`)
  const url = new URL(address)
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return err(`${address} is neither http nor https.`)
  url.search = url.hash = ''
  if (!/\/[^/]*\.[^/]+$/.test(url.pathname) && !url.pathname.endsWith('/')) url.pathname += '/'
  return ok(new URL('.', url))
}

/** What a shared cache may never answer without asking. */
export const freshness = (file: string, headers: Headers): Finding[] => {
  const rule = headers.get('cache-control') ?? ''
  if (/\b(no-cache|no-store|max-age=0)\b/.test(rule)) return []
  const text = `says cache-control: ${rule || 'nothing'}. Serve it with no-cache, or a deployment is seen late.`
  return [advised(file, text)]
}

/** Downloads the manifest below `base` and reads it strictly. */
export async function readManifest(
  base: URL,
  fetchFile: typeof fetch,
  patienceMs: number,
): Promise<Result<ReadManifest, Finding>> {
  const got = await download(new URL(REMOTE_MANIFEST, base), fetchFile, { mostBytes: MOST_BYTES, patienceMs })
  if (!got.ok) return err(failed(REMOTE_MANIFEST, got.error))
  let json: unknown
  try {
    json = JSON.parse(new TextDecoder().decode(got.value.content))
  } catch {
    return err(failed(REMOTE_MANIFEST, 'is no JSON. Is a page served in its place?'))
  }
  const parsed = remoteManifestSchema.safeParse(json)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    return err(failed(REMOTE_MANIFEST, `has no valid ${issue?.path.join(' › ') || 'content'}: ${issue?.message}`))
  }
  return ok({ manifest: parsed.data, base, findings: freshness(REMOTE_MANIFEST, got.value.headers) })
}
