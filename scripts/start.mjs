/** `npm start`: everything from a fresh clone to a panel that can be used. Node's own modules only, until the dependencies are there. */
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ensureDependencies } from './setup/dependencies.mjs'
import { requireNode } from './setup/node-version.mjs'
import { createSteps } from './setup/steps.mjs'
import { learnTypeScript } from './setup/typescript.mjs'

requireNode()
const root = dirname(dirname(fileURLToPath(import.meta.url)))
const say = (line) => console.log(line)
const { step } = createSteps({ write: say, now: () => performance.now() })

await ensureDependencies({ root, step, say })
await learnTypeScript()
const { runStart } = await import('./start/run-start.ts')
await runStart({ root, step, say, args: process.argv.slice(2), env: process.env })
