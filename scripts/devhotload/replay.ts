import { createSystemClock } from '../../remote-dev-hotload/kernel/index.ts'
import { loadRecording } from './replay/load-recording.ts'
import { EXIT, readReplayOptions } from './replay/options.ts'
import { serveRecording } from './replay/serve.ts'

const say = (sentence: string) => console.error(sentence)
const options = readReplayOptions(process.argv.slice(2))
const recording = await loadRecording(options.file, options.isLenient, say)
if (recording === null) process.exit(EXIT.usage)

const clock = createSystemClock()
const onOver = () => say('The recording is over. Whoever opens the panel again sees it again.')
const served = await serveRecording({ ...options, recording, clock, onOver }).catch((error: NodeJS.ErrnoException) => {
  say(
    error.code === 'EADDRINUSE'
      ? `Port ${options.port} is in use. Choose another one with --port.`
      : `The recording cannot be served: ${error.message}`,
  )
  process.exit(EXIT.broken)
})

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void served.dispose().then(() => process.exit(EXIT.done)))

const seconds = Math.round(recording.endMs / 1_000 / options.speed)
console.log(`Replay is ready: ${served.url} (${recording.frames.length} events in ${seconds} s)`)
say('It begins when a panel listens. Ctrl-C ends it.')

let told = ''
clock.every(1_000, () => {
  const { played, of, round } = served.progress()
  const text = `${played} of ${of} events${options.isLooping ? ` · round ${round}` : ''} · ${served.openStreams()} listening`
  if (process.stderr.isTTY && text !== told) process.stderr.write(`\r\u001b[K${text}`)
  told = text
})
