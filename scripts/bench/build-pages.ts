import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

/** Builds the pages into a folder of this run, gone with it: two benchmarks at once must not share files. */
export async function buildPages(): Promise<string> {
  const outDir = mkdtempSync(join(tmpdir(), 'dh-bench-pages-'))
  process.once('exit', () => rmSync(outDir, { recursive: true, force: true }))
  const configFile = fileURLToPath(new URL('./pages/vite.config.ts', import.meta.url))
  await build({ configFile, build: { outDir } })
  return outDir
}
