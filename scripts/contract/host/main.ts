import { checkPage } from './check-page.ts'
import { readOptions } from './options.ts'
import { isGood, textOf } from './report.ts'

const options = readOptions(process.argv.slice(2))
const report = await checkPage(options)
console.log(options.json ? JSON.stringify(report, null, 2) : textOf(report))
process.exitCode = isGood(report) ? 0 : 1
