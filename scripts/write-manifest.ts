import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { DEVHOTLOAD_HOST_API } from '../contracts/index.ts'
import { REMOTE_DOORS } from './remote-doors.ts'
import { describeRemote, MANIFEST_NAME } from './remote/remote-manifest.ts'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const { version } = JSON.parse(readFileSync(at('../package.json'), 'utf8')) as { version: string }

const manifest = describeRemote(at('../dist'), {
  hostApi: DEVHOTLOAD_HOST_API,
  doors: Object.keys(REMOTE_DOORS),
  version,
})
writeFileSync(at(`../dist/${MANIFEST_NAME}`), `${JSON.stringify(manifest, null, 2)}\n`)
