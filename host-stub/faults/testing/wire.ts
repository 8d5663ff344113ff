import { connect } from 'node:net'

/** One raw request, and everything that comes back on the wire. */
export interface Wire {
  /** Status line, headers and body as they came, chunk sizes taken out of the body. */
  text(): string
  body(): string
  status(): number
  header(name: string): string | null
  /** Sizes of the pieces of the body, as the sender cut them. */
  chunks(): number[]
  /** `null` while the connection is open. */
  ended(): 'clean' | 'broken off' | 'reset' | 'refused' | null
  close(): void
}

const unchunk = (raw: string): { pieces: string[]; isComplete: boolean } => {
  const pieces: string[] = []
  for (let rest = raw; ;) {
    const size = /^([0-9a-f]+)\r\n/i.exec(rest)
    if (!size) return { pieces, isComplete: false }
    const length = parseInt(size[1]!, 16)
    if (length === 0) return { pieces, isComplete: true }
    pieces.push(rest.slice(size[0].length, size[0].length + length))
    rest = rest.slice(size[0].length + length + 2)
  }
}

/** Bytes are kept one a character, so that nothing is repaired on the way. */
export const openWire = (
  url: string,
  path: string,
  init: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Wire => {
  const { hostname, port, host } = new URL(url)
  const { method = 'GET', headers = {}, body = '' } = init
  const socket = connect(Number(port), hostname)
  const lines = Object.entries({
    host,
    ...(body ? { 'content-length': String(Buffer.byteLength(body)) } : {}),
    ...headers,
  })
  socket.write(
    `${method} ${path} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${body}`,
    'latin1',
  )
  let raw = ''
  let end: 'fin' | 'reset' | 'refused' | null = null
  socket.setEncoding('latin1').on('data', (text: string) => (raw += text))
  socket.on('end', () => (end ??= 'fin'))
  socket.on('error', (error: NodeJS.ErrnoException) => (end = error.code === 'ECONNREFUSED' ? 'refused' : 'reset'))

  const head = () => raw.split('\r\n\r\n')[0] ?? ''
  const rawBody = () => raw.slice(head().length + 4)
  const header = (name: string) => new RegExp(`^${name}: (.*)$`, 'im').exec(head())?.[1]?.trim() ?? null
  const isChunked = () => header('transfer-encoding') === 'chunked'
  const readBody = () => (isChunked() ? unchunk(rawBody()).pieces.join('') : rawBody())

  return {
    text: () => raw,
    body: readBody,
    status: () => Number(/^HTTP\/1\.1 (\d+)/.exec(raw)?.[1] ?? 0),
    header,
    chunks: () => unchunk(rawBody()).pieces.map(({ length }) => length),
    ended() {
      if (isChunked() && unchunk(rawBody()).isComplete) return 'clean'
      return end === 'fin' ? 'broken off' : end
    },
    close: () => socket.destroy(),
  }
}

export const STREAM = { accept: 'text/event-stream' }
