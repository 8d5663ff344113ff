import { err, ok, type Result } from '../../../remote-dev-hotload/kernel/index.ts'

export interface Downloaded {
  readonly content: Uint8Array
  readonly headers: Headers
}

const request = (patienceMs: number): RequestInit => ({
  cache: 'no-store',
  signal: AbortSignal.timeout(patienceMs),
})

function why(error: unknown, patienceMs: number): string {
  if (!(error instanceof Error)) return String(error)
  if (error.name === 'TimeoutError') return `no answer within ${patienceMs / 1000} s`
  return error.cause instanceof Error ? error.cause.message : error.message
}

/** Reads one file whole, but never more than `mostBytes`: the address may be anybody's. The error is half a sentence. */
export async function download(
  url: URL,
  fetchFile: typeof fetch,
  { mostBytes, patienceMs }: { mostBytes: number; patienceMs: number },
): Promise<Result<Downloaded, string>> {
  try {
    const response = await fetchFile(url, request(patienceMs))
    if (!response.ok) return err(`answered ${response.status}`)
    const parts: Uint8Array[] = []
    let size = 0
    for await (const part of response.body ?? []) {
      size += part.byteLength
      // Leaving the loop also ends the download.
      if (size > mostBytes) return err(`is larger than ${mostBytes} bytes`)
      parts.push(part)
    }
    return ok({ content: Buffer.concat(parts), headers: response.headers })
  } catch (error) {
    return err(`could not be fetched: ${why(error, patienceMs)}`)
  }
}
