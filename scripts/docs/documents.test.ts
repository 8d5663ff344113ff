import { spawn, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createDevApi, type DevApi } from '../../host-stub/dev-api/create-dev-api.ts'
import { openCliSession } from '../../host-stub/e2e/support/cli-session.ts'
import { brokenLinks } from './links.ts'
import { repositoryAt } from './repository.ts'
import { npmScripts, shellBlocks } from './shell-blocks.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const repository = repositoryAt(root)
const listed = spawnSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.md'], {
  cwd: root,
  encoding: 'utf8',
})
const documents = listed.stdout
  .split('\n')
  .filter((path) => path !== '' && repository.has(path))
  .map((path) => ({ path, text: repository.read(path) ?? '' }))

const scripts = Object.keys(
  (JSON.parse(readFileSync(`${root}/package.json`, 'utf8')) as { scripts: Record<string, string> }).scripts,
)

describe('the documents', () => {
  it('are found', () => {
    expect(documents.length).toBeGreaterThan(20)
  })

  it('link only to what is there', () => {
    const broken = documents.flatMap(({ path, text }) =>
      brokenLinks(path, text, repository).map((link) => `${path}: ${link}`),
    )
    expect(broken).toEqual([])
  })

  it('name only commands that exist', () => {
    const own = documents.filter(({ path }) => !path.startsWith('docs/mounting/') && !path.includes('sample-plugin'))
    const unknown = own.flatMap(({ path, text }) =>
      npmScripts(text)
        .filter((name) => !scripts.includes(name))
        .map((name) => `${path}: npm run ${name}`),
    )
    expect(unknown).toEqual([])
  })

  it('mark every shell block of the operations guide that can be carried out as it stands', () => {
    const unmarked = documents
      .filter(({ path }) => path.startsWith('docs/operations/'))
      .flatMap(({ path, text }) =>
        shellBlocks(text)
          .filter(({ isRun, commands }) => !isRun && !/…|\bexample\b/.test(commands))
          .map(({ line }) => `${path}:${line}`),
      )
    expect(unmarked).toEqual([])
  })
})

/** Without blocking: the Dev API that is asked runs in this very process. */
const inShell = (commands: string, env: NodeJS.ProcessEnv) =>
  new Promise<{ code: number | null; said: string }>((resolve) => {
    const child = spawn('bash', ['-euo', 'pipefail', '-c', commands], { cwd: root, env: { ...process.env, ...env } })
    let said = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += String(chunk)))
    child.once('close', (code) => resolve({ code, said }))
  })

describe('the commands of the operations guide', () => {
  let api: DevApi
  let env: Record<string, string>

  beforeAll(async () => {
    api = createDevApi({ db: ':memory:' })
    const { port } = await api.listen(0, '127.0.0.1')
    const base = `http://127.0.0.1:${port}`
    const answer = await fetch(`${base}/stub/auth/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ role: 'ops' }),
    })
    const { accessToken, tenant } = (await answer.json()) as { accessToken: string; tenant: { id: string } }
    env = { DEV_API: base, DEV_TOKEN: accessToken, DEV_TENANT: tenant.id }
  })
  afterAll(() => api.dispose())

  const blocks = documents
    .filter(({ path }) => path.startsWith('docs/operations/'))
    .flatMap(({ path, text }) =>
      shellBlocks(text)
        .filter(({ isRun }) => isRun)
        .map((block) => ({ ...block, place: `${path}:${block.line}` })),
    )

  // A session for each: some of the commands end it.
  it.each(blocks)('work as they stand in $place', { timeout: 30_000 }, async ({ commands, place }) => {
    const pluginId = `com.example.${place.replace(/\W/g, '-')}`
    const session = await openCliSession({ api: env.DEV_API!, pluginId })
    await session.log([{ level: 'error', message: 'the first line' }])
    const { code, said } = await inShell(commands, { ...env, SESSION: session.sessionId })
    await session.end()
    expect(said).not.toMatch(/"errors"\s*:/)
    expect({ code, said }).toMatchObject({ code: 0 })
  })
})
