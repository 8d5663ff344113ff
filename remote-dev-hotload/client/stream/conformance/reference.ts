import type { StreamFrame } from '../types.ts'

export interface Reference {
  readonly frames: readonly StreamFrame[]
  readonly retries: readonly number[]
  readonly lastId: string
  readonly oversized: number
}

/**
 * The standard word for word, on the whole text at once and with no thought for speed: what every other reading is
 * compared to. [spec: 9.2.6]
 * @param limit the largest event; the one rule here that is ours
 */
export function readByTheBook(bytes: Uint8Array, limit = Infinity): Reference {
  const decoded = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
  const text = decoded.startsWith('\uFEFF') ? decoded.slice(1) : decoded
  const lines = text.split(/\r\n|\n|\r/)
  const unfinished = lines.pop() ?? ''
  const frames: StreamFrame[] = []
  const retries: number[] = []
  let lastId = ''
  let oversized = 0
  let data = ''
  let type = ''
  let id: string | null = null
  let held = 0
  let isTooLarge = false

  function outgrows(line: string): boolean {
    if (!/^[deir]/.test(line) || held + line.length <= limit) return false
    oversized++
    return true
  }

  for (const line of lines) {
    if (line === '') {
      if (!isTooLarge) {
        lastId = id ?? lastId
        if (data !== '') frames.push({ id: lastId, ownId: id, event: type || 'message', data: data.slice(0, -1) })
      }
      data = type = ''
      id = null
      held = 0
      isTooLarge = false
      continue
    }
    isTooLarge ||= outgrows(line)
    if (isTooLarge) continue
    if (line.startsWith('d')) held += line.length
    const colon = line.indexOf(':')
    if (colon === 0) continue
    const field = colon === -1 ? line : line.slice(0, colon)
    const value = colon === -1 ? '' : line.slice(colon + 1).replace(/^ /, '')
    if (field === 'data') data += `${value}\n`
    if (field === 'event') type = value
    if (field === 'id' && !value.includes('\0')) id = value
    if (field === 'retry' && /^[0-9]+$/.test(value)) retries.push(Number(value))
  }
  if (!isTooLarge) outgrows(unfinished)
  return { frames, retries, lastId, oversized }
}
