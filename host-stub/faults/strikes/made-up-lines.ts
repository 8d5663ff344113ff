import type { StrikeFault } from '../fault.ts'
import type { OpenStream } from '../open-stream.ts'

const GIANT = 1024 * 1024

/** Markup, escape sequences, a link in disguise, reversed text, a NUL, and keys that reach for prototypes. */
export const HOSTILE_TEXT =
  '<img src=x onerror="document.title=1"> \u001b[31mred\u001b]8;;javascript:alert(1)\u0007click\u001b]8;;\u0007 \u202egnp.exe\u202c \u0000 {"__proto__":{"polluted":1}}'

/** A log line that the Dev API knows nothing of: without an id, so that the place to resume from stays where it is. */
const makeUp = (stream: OpenStream, message: string, fields: string): void => {
  const known = stream.lastLog?.toString()
  const [sessionId, tenantId] = ['sessionId', 'tenantId'].map(
    (key) => new RegExp(`"${key}":"([^"]+)"`).exec(known ?? '')?.[1],
  )
  if (!sessionId || !tenantId) return stream.instead((frame) => void stream.write(frame))
  const ts = new Date().toISOString()
  const logId = `made-up-${stream.dice.between([0, 1e9])}`
  const payload = `{"logId":"${logId}","ts":"${ts}","level":"error","source":"host","message":${JSON.stringify(message)}${fields}}`
  const data = `{"type":"LogEntry","sessionId":"${sessionId}","tenantId":"${tenantId}","ts":"${ts}","payload":${payload}}`
  void stream.write(Buffer.from(`event: LogEntry\ndata: ${data}\n\n`))
}

export const giantLine: StrikeFault = {
  kind: 'strike',
  sentence: 'a log line of a megabyte',
  hit: (stream) => makeUp(stream, 'x'.repeat(GIANT), ''),
}

export const hostileLine: StrikeFault = {
  kind: 'strike',
  sentence: 'a log line with markup, escape sequences, reversed text, NUL and __proto__',
  hit: (stream) => makeUp(stream, HOSTILE_TEXT, ',"fields":{"__proto__":{"polluted":true},"constructor":1}'),
}
