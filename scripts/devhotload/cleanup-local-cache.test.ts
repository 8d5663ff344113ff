import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { runInNewContext } from 'node:vm'
import { IDBFactory } from 'fake-indexeddb'
import { describe, expect, it } from 'vitest'
import { CACHE_PREFIX, NAMES_KEY } from '../../remote-dev-hotload/client/cache/names.ts'
import { CLEANUP_SNIPPET, OUR_PREFIX } from './local-cache-guide.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const run = (...args: string[]) =>
  spawnSync(process.execPath, ['--import', 'tsx', 'scripts/devhotload/cleanup-local-cache.ts', ...args], {
    cwd: root,
    encoding: 'utf8',
  })

/** As browsers have it: keys are own properties. */
function storageWith(entries: Record<string, string>) {
  const methods = {
    getItem: (key: string) => storage[key] ?? null,
    removeItem: (key: string) => void delete storage[key],
  }
  const storage = Object.assign(Object.create(methods) as typeof methods & Record<string, string>, entries)
  return storage
}

async function browserWith(...names: string[]) {
  const indexedDB = new IDBFactory()
  for (const name of names) {
    const request = indexedDB.open(name)
    await new Promise((resolve) => (request.onsuccess = resolve))
    request.result.close()
  }
  return indexedDB
}

async function paste(page: { indexedDB: unknown; localStorage: unknown; sessionStorage: unknown }): Promise<string> {
  const said: string[] = []
  await runInNewContext(CLEANUP_SNIPPET, { ...page, console: { log: (text: string) => said.push(text) } })
  return said.join('\n')
}

const left = async (indexedDB: IDBFactory) => (await indexedDB.databases()).map(({ name }) => name).sort()

describe('the snippet', () => {
  it('deletes our databases and keys and nothing else of the page', async () => {
    const indexedDB = await browserWith('devhotload:v1:a', 'devhotload:v2:b', 'shell', 'my-devhotload:v1:c')
    const localStorage = storageWith({ [NAMES_KEY]: '["devhotload:v1:a"]', token: 'x', 'shell:theme': 'dark' })
    const sessionStorage = storageWith({ 'devhotload:tab': '1', other: '2' })
    const said = await paste({ indexedDB, localStorage, sessionStorage })
    expect(await left(indexedDB)).toEqual(['my-devhotload:v1:c', 'shell'])
    expect([Object.keys(localStorage), Object.keys(sessionStorage)]).toEqual([['token', 'shell:theme'], ['other']])
    expect(said.split('\n')).toEqual([
      'database devhotload:v1:a: deleted',
      'database devhotload:v2:b: deleted',
      `key ${NAMES_KEY}: deleted`,
      'key devhotload:tab: deleted',
    ])
  })

  it('goes by the remembered names where the browser lists none, and only by ours', async () => {
    const real = await browserWith('devhotload:v1:a', 'shell')
    const indexedDB = { deleteDatabase: real.deleteDatabase.bind(real) }
    const localStorage = storageWith({ [NAMES_KEY]: '["devhotload:v1:a", "shell", 7]' })
    await paste({ indexedDB, localStorage, sessionStorage: storageWith({}) })
    expect(await left(real)).toEqual(['shell'])
  })

  it('says so when there is nothing, or when another page holds a database', async () => {
    const empty = { localStorage: storageWith({ [NAMES_KEY]: 'not json' }), sessionStorage: storageWith({}) }
    expect(await paste({ ...empty, indexedDB: await browserWith() })).toBe(`key ${NAMES_KEY}: deleted`)
    expect(await paste({ ...empty, indexedDB: await browserWith() })).toBe('There was nothing of the panel here.')
    const indexedDB = new IDBFactory()
    const request = indexedDB.open('devhotload:v1:held')
    await new Promise((resolve) => (request.onsuccess = resolve))
    expect(await paste({ ...empty, indexedDB })).toContain('as soon as every other tab')
    request.result.close()
  })

  it('knows the prefix of the cache', () => {
    expect(CACHE_PREFIX.startsWith(OUR_PREFIX) && NAMES_KEY.startsWith(OUR_PREFIX)).toBe(true)
  })
})

describe('devhotload:cleanup-local-cache', { timeout: 30_000 }, () => {
  it('explains what is stored and where, and prints the snippet', () => {
    const { status, stdout } = run()
    expect(status).toBe(0)
    for (const words of ['What is stored', 'Never stored', 'IndexedDB', 'Settings', CLEANUP_SNIPPET]) {
      expect(stdout).toContain(words)
    }
  })

  it('prints the snippet alone for a clipboard', () => {
    expect(run('--snippet').stdout).toBe(`${CLEANUP_SNIPPET}\n`)
  })

  it('helps, and refuses what it does not know', () => {
    expect(run('--help').stdout).toContain('--snippet')
    expect(run('--all').status).toBe(1)
  })
})
