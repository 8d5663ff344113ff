import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Command } from 'commander'
import { readBuilt } from './built-files.ts'
import { measure } from './measure.ts'
import { tableOf } from './table.ts'

const { dist, json, files } = new Command('size')
  .description('Weighs the built panel (dist/) against its budgets; fails when one is not kept')
  .option('--dist <folder>', 'folder with the built panel', fileURLToPath(new URL('../../dist', import.meta.url)))
  .option('--json', 'every row with its files, as JSON')
  .option('--files', 'names the files of each row')
  .parse()
  .opts<{ dist: string; json?: boolean; files?: boolean }>()

const folder = resolve(dist)
if (!existsSync(`${folder}/remoteEntry.js`)) {
  console.error(`There is no built panel in ${folder}. Run npm run build first.`)
  process.exit(1)
}
const rows = await measure(folder, await readBuilt(folder))
console.log(json ? JSON.stringify(rows, null, 2) : tableOf(rows, files === true))
process.exitCode = rows.every(({ isKept }) => isKept) ? 0 : 1
