import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { RemoteFacts } from '../remote-manifest.ts'

const ENTRY =
  'let v={"./mount":()=>(c([],!1,"./mount"),a("./expose_Mount-D3adB33f.js").then(e=>()=>e)),' +
  '"./guard":()=>(c([],!1,"./guard"),a("./expose_Guard-B33fD3ad.js").then(e=>()=>e))};export{v as get}'

export const FACTS: RemoteFacts = {
  version: '1.2.3',
  doors: ['./mount', './guard'],
  hostApi: '1.0',
  contracts: { devApi: '1.0.0', graphql: '0123456789abcdef' },
}

/** A temporary folder with the files of a small build, without its manifest. */
export function builtRemote(): string {
  const dist = mkdtempSync(join(tmpdir(), 'remote-test-'))
  mkdirSync(join(dist, 'fonts'))
  const files = {
    'remoteEntry.js': ENTRY,
    'Panel-D3adB33f.js': 'panel',
    'expose_Mount-D3adB33f.js': 'mount',
    'expose_Guard-B33fD3ad.js': 'guard',
    'fonts/mono.woff2': 'font',
  }
  for (const [name, content] of Object.entries(files)) writeFileSync(join(dist, name), content)
  return dist
}
