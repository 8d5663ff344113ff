/** `npm test`: everything from a fresh clone to one line `N passed, N failed`. Node's own modules only, until the dependencies are there. */
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
const { runTests } = await import('./test/run-tests.ts')
process.exitCode = await runTests({ root, step, say, args: process.argv.slice(2), env: process.env })
