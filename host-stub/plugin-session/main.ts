import { openSession } from './open-session.ts'
import { readOptions } from './options.ts'
import { readManifest } from './plugin-manifest.ts'
import { createTerminal } from './terminal.ts'

const main = async () => {
  const options = readOptions(process.argv.slice(2), process.env, process.cwd())
  const terminal = createTerminal({ write: (text) => process.stdout.write(text), quiet: options.quiet })

  const found = await readManifest(options.dir)
  if (found.kind === 'bad') {
    terminal.sentence(found.sentence)
    process.exitCode = 1
    return
  }

  const session = await openSession(options, found.manifest, terminal, process.env)
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
