import { version } from '../../../package.json'
import { createDeployment } from '../version/deployment.ts'

/**
 * `name@version+build` of the panel that this page runs, as its manifest has it. The build is a hash of all files, so it
 * cannot be written into one of them: the manifest beside them is asked once. Null when nobody tells, or when another
 * build has been deployed since; then the version alone is known. `self`: a chunk that imports the door's, by name.
 */
export async function askOwnRelease(
  page: Pick<Window, 'fetch'> = window,
  self = import.meta.url,
): Promise<string | null> {
  if (!/^https?:/.test(self)) return null
  const deployed = await createDeployment({
    self,
    fetch: (input, init) => page.fetch(input, init),
    timeout: (ms) => AbortSignal.timeout(ms),
  }).ask()
  return deployed?.isOurs && deployed.version === version ? `dev-hotload@${version}+${deployed.build}` : null
}
