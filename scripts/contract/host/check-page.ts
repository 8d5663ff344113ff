import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { chromium, type Page } from 'playwright'
import type { Changeable, CheckResult, Trace } from '../../../contracts/host-checks/index.ts'
import { findChromium } from '../../find-chromium.mjs'
import type { HostCheckOptions } from './options.ts'
import { personOf, type Person } from './people.ts'
import { reportOf, troubleOf, type HostReport } from './report.ts'
import { ORIGINAL_MARK, PAGE_GLOBAL, wrapEntry } from './wrap-entry.ts'

const STEP_MS = 100

/** The checks as one script for a page. */
async function bundle(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('./in-page.ts', import.meta.url))],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
  })
  return outputFiles[0]?.text ?? ''
}

/** Puts the wrapper in the place of the remote's entry, with the headers that the remote itself sends. */
async function catchAtDoors(page: Page, entry: string): Promise<void> {
  const isEntry = (url: URL) => url.pathname.endsWith(`/${entry}`) && !url.searchParams.has(ORIGINAL_MARK)
  await page.route(isEntry, async (route) => {
    const answer = await route.fetch()
    if (!answer.ok()) return route.fulfill({ response: answer })
    const original = new URL(route.request().url())
    original.searchParams.set(ORIGINAL_MARK, '1')
    return route.fulfill({ response: answer, body: wrapEntry(original.href) })
  })
}

/** Everything that leaves the page in an address or ends in its console. */
function watch(page: Page): () => Trace[] {
  const seen: Trace[] = []
  page.on('request', (request) => seen.push({ where: 'the address of a request', text: request.url() }))
  page.on('console', (message) => seen.push({ where: 'the console', text: message.text() }))
  return () => seen
}

/** In the page as text: a function of ours would bring names along that only exist here. */
const inPage = <T>(page: Page, call: string): Promise<T> => page.evaluate<T>(`window.${PAGE_GLOBAL}.${call}`)

async function findHost(page: Page, { door, hostGlobal, patienceMs }: HostCheckOptions): Promise<string | null> {
  const call = `find(${JSON.stringify(door)}, ${JSON.stringify(hostGlobal)})`
  for (let waited = 0; waited < patienceMs; waited += STEP_MS) {
    // A page that is being left cannot answer.
    const found = await inPage<string | null>(page, call).catch(() => null)
    if (found !== null) return found
    await page.waitForTimeout(STEP_MS)
  }
  return null
}

const absence = ({ door, hostGlobal, patienceMs, entry }: HostCheckOptions): string =>
  hostGlobal === null
    ? `No host was handed to ${door ?? 'any door'} within ${patienceMs / 1_000} s. Is somebody signed in (--stub-user, --storage-state, --script), does this page open the panel, and is the entry called ${entry} (--entry)?`
    : `There is no window.${hostGlobal} after ${patienceMs / 1_000} s.`

async function runIn(page: Page, person: Person, options: HostCheckOptions): Promise<HostReport> {
  const { url, door, hostGlobal } = options
  const seen = watch(page)
  await page.exposeFunction('devHotloadSeen', seen)
  await page.exposeFunction('devHotloadChange', (name: Changeable) => person.change[name]?.(page))
  await page.addInitScript({ content: await bundle() })
  if (hostGlobal === null) await catchAtDoors(page, options.entry)
  await page.goto(url)
  await person.signIn(page)
  const found = await findHost(page, options)
  if (found === null) return troubleOf(url, absence(options))
  const given = [door, hostGlobal, Object.keys(person.change)].map((value) => JSON.stringify(value)).join(', ')
  return reportOf(url, found, await inPage<CheckResult[]>(page, `run(${given})`))
}

/** Opens the page in a browser of its own, takes the host that the shell hands over, and checks it there. */
export async function checkPage(options: HostCheckOptions): Promise<HostReport> {
  const executablePath = findChromium()
  const browser = await chromium.launch({
    headless: !options.headed,
    ...(executablePath === null ? {} : { executablePath }),
    // Chromium refuses its sandbox to root, as CI containers often are.
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  })
  try {
    const storageState = options.storageState ?? undefined
    const page = await browser.newPage({ storageState, viewport: { width: 1440, height: 900 } })
    return await runIn(page, await personOf(options), options)
  } catch (error) {
    return troubleOf(options.url, error instanceof Error ? error.message : String(error))
  } finally {
    await browser.close()
  }
}
