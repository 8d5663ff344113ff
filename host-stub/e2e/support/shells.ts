import { expect, type Page } from '@playwright/test'
import { buildNuxtShell } from '../../serve-shells/nuxt-build.ts'
import { serveShell, type ShellKind } from '../../serve-shells/serve-shell.ts'
import type { Role } from './panel.ts'
import { currentRun } from './run.ts'

/** A way to mount the panel, as the three shells show it. */
export interface ShellWay {
  readonly name: string
  /** `null`: the stand-in, which the run has started. */
  readonly kind: ShellKind | null
  /** Where the panel is. */
  readonly base: string
  /** A page load asks for a sign-in again, since the shell keeps no token. */
  readonly forgetsSignIn: boolean
  /** The remote runs on the shell's Vue. */
  readonly shares: boolean
}

export const SHELL_WAYS: readonly ShellWay[] = [
  { name: 'the federation shell', kind: null, base: '/dev-hotload', forgetsSignIn: false, shares: true },
  { name: 'a Nuxt shell', kind: 'nuxt', base: '/dev-hotload', forgetsSignIn: true, shares: false },
  { name: 'a Nuxt shell that shares', kind: 'nuxt', base: '/shared/dev-hotload', forgetsSignIn: true, shares: true },
  { name: 'a plain page', kind: 'plain', base: '/dev-hotload', forgetsSignIn: true, shares: false },
]

export interface RunningShells {
  /** Address of a path below the panel of that shell. */
  urlOf(way: ShellWay, path?: string): string
  stop(): void
}

/** Serves the shells that `npm start` does not; the stand-in runs already. Builds the Nuxt shell when that is due. */
export async function startShells(): Promise<RunningShells> {
  await buildNuxtShell((line) => console.log(line))
  const { api, remote, shell } = currentRun().urls
  const remoteUrl = new URL('remoteEntry.js', `${remote.replace(/\/$/, '')}/`).href
  const options = { port: 0, host: '127.0.0.1', api, remoteUrl, config: {} }
  const nuxt = await serveShell('nuxt', options)
  const plain = await serveShell('plain', options)
  const origins = { nuxt: nuxt.url, plain: plain.url }
  return {
    urlOf: ({ kind, base }, path = '') => `${kind === null ? shell : origins[kind]}${base}${path}`,
    stop() {
      nuxt.stop()
      plain.stop()
    },
  }
}

/** Signs in on the page that is open, and waits for the panel. */
export async function enter(page: Page, role: Role = 'ops'): Promise<void> {
  await page.getByTestId(`stub-sign-in-${role}`).click()
  await expect(page.getByTestId('dh-panel')).toBeVisible()
}

/** Loads the page anew; the same person is there afterwards. */
export async function reload(page: Page, way: ShellWay): Promise<void> {
  await page.reload()
  if (way.forgetsSignIn) await enter(page)
}

/** What a page says about itself that nobody should have to read: errors, and rejections that nobody took. */
export function collectComplaints(page: Page): () => string[] {
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning')
      complaints.push(`${message.text()} ${message.location().url}`)
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
  return () => [...complaints]
}

/** Puts a mark on the panel that is on the page; the answer tells whether that very one is still there. */
export async function markPanel(page: Page): Promise<() => Promise<boolean>> {
  const panel = page.getByTestId('dh-panel')
  await panel.evaluate((element) => Object.assign(element, { isMarked: true }))
  return () => panel.evaluate((element) => (element as { isMarked?: boolean }).isMarked === true)
}

/** Counts the requests of the event stream. */
export function countStreams(page: Page): { opened: number; open(): number } {
  const isStream = (url: string) => new URL(url).pathname.endsWith('/stream')
  const counts = { opened: 0, ended: 0 }
  const end = (request: { url(): string }) => isStream(request.url()) && counts.ended++
  page.on('request', (request) => isStream(request.url()) && counts.opened++)
  page.on('requestfailed', end)
  page.on('requestfinished', end)
  return {
    get opened() {
      return counts.opened
    },
    open: () => counts.opened - counts.ended,
  }
}

/** Which libraries the panel has fetched as copies of its own, by name and in order. */
export function countCopies(page: Page): () => string[] {
  const copies = new Set<string>()
  page.on('request', (request) => {
    // A federation shell has files of such names itself.
    if (!request.url().startsWith(currentRun().urls.remote)) return
    const [, name] = /\/__federation_shared_([\w-]+?)-[^/]*$/.exec(request.url()) ?? []
    if (name !== undefined) copies.add(name)
  })
  return () => [...copies].sort()
}
