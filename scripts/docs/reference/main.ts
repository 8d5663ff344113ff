import { mkdirSync, writeFileSync } from 'node:fs'
import { referencePages } from './pages.ts'

const FOLDER = new URL('../../../docs/reference/', import.meta.url)

mkdirSync(FOLDER, { recursive: true })
for (const [name, text] of referencePages()) {
  writeFileSync(new URL(name, FOLDER), text)
  console.log(`docs/reference/${name}`)
}
