import { readFile, stat } from 'node:fs/promises'
import { isAbsolute, join, posix } from 'node:path'
import { z } from 'zod'

const manifestSchema = z.looseObject({
  pluginId: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/, 'must be an id such as "com.example.orders"'),
  name: z.string().min(1, 'must not be empty'),
  version: z.string().regex(/^\d+\.\d+\.\d+/, 'must be a version such as "1.0.0"'),
  entryPoints: z
    .array(z.string().min(1))
    .min(1, 'must name at least one source file')
    .transform((entries) => entries.map((entry) => posix.normalize(entry))),
})

/** `plugin.json`; the first entry point is the one that runs. Fields of its own travel along. */
export type PluginManifest = z.output<typeof manifestSchema>

export type ManifestResult = { kind: 'ok'; manifest: PluginManifest } | { kind: 'bad'; sentence: string }

export const MANIFEST_FILE = 'plugin.json'

const bad = (sentence: string): ManifestResult => ({ kind: 'bad', sentence })

const isThere = async (path: string, kind: 'file' | 'directory') => {
  const found = await stat(path).catch(() => null)
  return found !== null && (kind === 'file' ? found.isFile() : found.isDirectory())
}

/** `['entryPoints', 0]` → `entryPoints[0]`. */
const fieldName = (path: readonly PropertyKey[]) =>
  path.map((key, at) => (typeof key === 'number' ? `[${key}]` : at === 0 ? String(key) : `.${String(key)}`)).join('')

/** Reads and checks a plugin's manifest; whatever is wrong comes back as one sentence that says what to correct. */
export const readManifest = async (dir: string): Promise<ManifestResult> => {
  if (!(await isThere(dir, 'directory'))) return bad(`There is no folder ${dir}. Give the plugin's folder with --dir.`)
  const text = await readFile(join(dir, MANIFEST_FILE), 'utf8').catch(() => null)
  if (text === null) return bad(`There is no ${MANIFEST_FILE} in ${dir}, so this is not a plugin.`)

  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    return bad(`${MANIFEST_FILE} is not JSON: ${error instanceof Error ? error.message : String(error)}`)
  }

  const parsed = manifestSchema.safeParse(value)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    const field = issue && fieldName(issue.path)
    return bad(`${MANIFEST_FILE}: ${field ? `${field}: ` : ''}${issue?.message ?? 'not a plugin manifest'}`)
  }

  for (const entry of parsed.data.entryPoints) {
    if (isAbsolute(entry) || entry.startsWith('..')) {
      return bad(`${MANIFEST_FILE}: the entry point ${entry} lies outside the plugin's folder.`)
    }
    if (!(await isThere(join(dir, entry), 'file'))) {
      return bad(`${MANIFEST_FILE}: the entry point ${entry} does not exist.`)
    }
  }
  return { kind: 'ok', manifest: parsed.data }
}
