import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import { DEVHOTLOAD_HOST_API, REMOTE_MANIFEST, remoteManifestSchema } from '../contracts/index.ts'
import { REMOTE_DOORS } from './remote-doors.ts'
import { describeRemote, fingerprintOf } from './remote/remote-manifest.ts'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const text = (path: string) => readFileSync(at(path), 'utf8')
const { version } = JSON.parse(text('../package.json')) as { version: string }
const openapi = parse(text('../contracts/dev-api.openapi.yaml')) as { info: { version: string } }

const manifest = describeRemote(at('../dist'), {
  hostApi: DEVHOTLOAD_HOST_API,
  doors: Object.keys(REMOTE_DOORS),
  version,
  contracts: { devApi: openapi.info.version, graphql: fingerprintOf(text('../contracts/schema.graphql')) },
})
writeFileSync(at(`../dist/${REMOTE_MANIFEST}`), `${JSON.stringify(remoteManifestSchema.parse(manifest), null, 2)}\n`)
