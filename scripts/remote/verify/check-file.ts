import { REMOTE_ENTRY, type RemoteFile } from '../../../contracts/index.ts'
import { integrityOf } from '../remote-manifest.ts'
import { download, type Downloaded } from './download.ts'
import { advised, failed, type Finding } from './finding.ts'
import { freshness } from './read-manifest.ts'

/** A name with a content hash; its file never changes. */
const HASHED = /-[\w-]{8,}\.\w+$/

export interface CheckedFile {
  readonly findings: readonly Finding[]
  /** Null when it did not arrive. */
  readonly got: Downloaded | null
}

function headersOf(name: string, headers: Headers): Finding[] {
  const type = headers.get('content-type') ?? ''
  const found: Finding[] = []
  if (name.endsWith('.js') && !/^(text|application)\/javascript\b/i.test(type)) {
    found.push(failed(name, `is served as ${type || 'nothing'}: a browser runs it as text/javascript only.`))
  }
  if (headers.get('access-control-allow-origin') === null) {
    found.push(advised(name, 'has no access-control-allow-origin: only a shell of the same origin can load it.'))
  }
  if (name === REMOTE_ENTRY) found.push(...freshness(name, headers))
  else if (HASHED.test(name) && !/\bimmutable\b/.test(headers.get('cache-control') ?? '')) {
    found.push(advised(name, 'could be kept for ever: cache-control: public, max-age=31536000, immutable.'))
  }
  return found
}

/** Downloads one file of the manifest and compares size and content with it. */
export async function checkFile(
  name: string,
  promised: RemoteFile,
  { base, fetchFile, patienceMs }: { base: URL; fetchFile: typeof fetch; patienceMs: number },
): Promise<CheckedFile> {
  const url = new URL(name, base)
  // The schema allows no way out of the folder; this is the second lock.
  if (!url.href.startsWith(base.href)) return { findings: [failed(name, 'lies outside of the panel.')], got: null }
  const got = await download(url, fetchFile, { mostBytes: promised.bytes, patienceMs })
  if (!got.ok) {
    const text = got.error.startsWith('is larger')
      ? `is larger than the ${promised.bytes} bytes promised.`
      : `${got.error}.`
    return { findings: [failed(name, text)], got: null }
  }
  const { content, headers } = got.value
  const findings = headersOf(name, headers)
  if (content.byteLength !== promised.bytes) {
    findings.unshift(failed(name, `has ${content.byteLength} bytes, ${promised.bytes} are promised.`))
  } else if (integrityOf(content) !== promised.integrity) {
    findings.unshift(failed(name, 'has other content than promised; its integrity does not match.'))
  }
  return { findings, got: got.value }
}
