import { compareHostApi, REMOTE_MANIFEST, type RemoteManifest } from '../../../contracts/index.ts'
import { doorFiles, fingerprintOf } from '../remote-manifest.ts'
import { checkFile } from './check-file.ts'
import { failed, type Finding } from './finding.ts'
import { folderOf, readManifest } from './read-manifest.ts'

export interface CheckOptions {
  /** Address of the folder, the entry or the manifest. */
  readonly url: string
  readonly fetchFile?: typeof fetch
  /** `apiVersion` of the shell that will load it. */
  readonly hostApi?: string | undefined
  /** Time for each file, ms. @default 30000 */
  readonly patienceMs?: number
  /** Files at a time. @default 6 */
  readonly atOnce?: number
  onProgress?(done: number, all: number, file: string): void
}

export interface Checked {
  readonly manifest: RemoteManifest | null
  /** Bytes that were compared. */
  readonly bytes: number
  readonly findings: readonly Finding[]
}

/** What the manifest says of itself: without a single download of it being wrong, it can still contradict itself. */
function contradictions(manifest: RemoteManifest, hostApi: string | undefined): Finding[] {
  const names = Object.keys(manifest.files).sort()
  const found: Finding[] = []
  if (!names.includes(manifest.entry)) found.push(failed(manifest.entry, 'is the entry but not among the files.'))
  for (const [door, file] of Object.entries(manifest.doors)) {
    if (!names.includes(file)) found.push(failed(file, `opens ${door} but is not among the files.`))
  }
  const build = fingerprintOf(names.map((name) => `${name} ${manifest.files[name]!.integrity}`).join('\n'))
  if (build !== manifest.build)
    found.push(failed(REMOTE_MANIFEST, `names build ${manifest.build}, its files are ${build}.`))
  const fit = hostApi === undefined ? 'fits' : compareHostApi(hostApi, manifest.hostApi.version)
  if (fit !== 'fits') {
    found.push(
      failed(
        null,
        `The panel accepts host contract ${manifest.hostApi.accepts}; ${hostApi} is ${fit === 'unreadable' ? 'no version' : fit}.`,
      ),
    )
  }
  return found
}

function doorsOf(entry: Uint8Array, manifest: RemoteManifest): Finding[] {
  try {
    const real = doorFiles(new TextDecoder().decode(entry), Object.keys(manifest.doors))
    return Object.entries(manifest.doors)
      .filter(([door, file]) => real[door] !== file)
      .map(([door, file]) => failed(manifest.entry, `opens ${door} with ${real[door]}, the manifest says ${file}.`))
  } catch (error) {
    return [failed(manifest.entry, `${(error as Error).message}, which the manifest promises.`)]
  }
}

/** Downloads a deployed panel as its manifest describes it and compares everything. Never rejects for what a server says. */
export async function checkRemote(options: CheckOptions): Promise<Checked> {
  const { fetchFile = fetch, patienceMs = 30_000, atOnce = 6 } = options
  const base = folderOf(options.url)
  if (!base.ok) return { manifest: null, bytes: 0, findings: [failed(null, base.error)] }
  const read = await readManifest(base.value, fetchFile, patienceMs)
  if (!read.ok) return { manifest: null, bytes: 0, findings: [read.error] }

  const { manifest } = read.value
  const findings = [...read.value.findings, ...contradictions(manifest, options.hostApi)]
  const waiting = Object.entries(manifest.files)
  const all = waiting.length
  let done = 0
  let bytes = 0
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [name, promised] = next
      const checked = await checkFile(name, promised, { base: base.value, fetchFile, patienceMs })
      findings.push(...checked.findings)
      bytes += checked.got?.content.byteLength ?? 0
      if (name === manifest.entry && checked.got) findings.push(...doorsOf(checked.got.content, manifest))
      options.onProgress?.(++done, all, name)
    }
  }
  await Promise.all(Array.from({ length: Math.max(1, atOnce) }, work))
  return { manifest, bytes, findings }
}
