import type { BuildOutcome } from './builder.ts'
import { MANIFEST_FILE, type ManifestResult, type PluginManifest } from './plugin-manifest.ts'

export interface PluginSourceDeps {
  readManifest: () => Promise<ManifestResult>
  build: (entryPoints: readonly string[]) => Promise<BuildOutcome>
}

/** A plugin's manifest and bundle, kept up to date with what changed on disk. */
export const createPluginSource = (manifest: PluginManifest, { readManifest, build }: PluginSourceDeps) => {
  let current = manifest
  // A manifest that could not be read is read again with each build, until it is in order.
  let doubtful = false

  return {
    manifest: () => current,
    /** Whether a change of these files means more than swapping modules. */
    needsFullReload: (changedFiles: readonly string[]) =>
      changedFiles.some((file) => file === MANIFEST_FILE || current.entryPoints.some((entry) => entry === file)),
    async build(changedFiles: readonly string[]): Promise<BuildOutcome> {
      if (doubtful || changedFiles.includes(MANIFEST_FILE)) {
        const result = await readManifest()
        doubtful = result.kind === 'bad'
        if (result.kind === 'bad') {
          return { kind: 'broken', buildTimeMs: 0, problems: [{ text: result.sentence }] }
        }
        current = result.manifest
      }
      return build(current.entryPoints)
    },
  }
}
