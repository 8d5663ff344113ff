import { openSession } from './open-session.ts'
import { readOptions } from './options.ts'
import { readManifest } from './plugin-manifest.ts'
import { detectProfile } from './published-cli/detect-profile.ts'
import { connectToCore, openPublishedCli } from './published-cli/open-published-cli.ts'
import { createTerminal } from './terminal.ts'

const main = async () => {
  const options = readOptions(process.argv.slice(2), process.env, process.cwd())
  const terminal = createTerminal({ write: (text) => process.stdout.write(text), quiet: options.quiet })

  const fail = (sentence: string) => {
    terminal.sentence(sentence)
    process.exitCode = 1
  }

  const found = await readManifest(options.dir)
  if (found.kind === 'bad') return fail(found.sentence)

  const onWait = (reason: string) => terminal.sentence(`Waiting for the Dev API at ${options.api} (${reason}) …`)
  const profile =
    options.profile === 'auto' ? await detectProfile({ ...connectToCore(options), onWait }) : options.profile
  if (profile === null) return fail(`The Dev API at ${options.api} cannot be reached. Is it running?`)

  const session = await (profile === 'core'
    ? openPublishedCli(options, found.manifest, terminal)
    : openSession(options, found.manifest, terminal, process.env))
  process.on('exit', session.kill)
  let asked = false
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      // Whoever asks twice does not want to wait for the goodbye.
      if (asked) process.exit(130)
      asked = true
      session.stop('stopped by the developer')
    })
  }

  const end = await session.run()
  await session.dispose()
  terminal.sentence(end.sentence)
  process.exit(end.exitCode)
}

await main()
