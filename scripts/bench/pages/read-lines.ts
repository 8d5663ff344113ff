/** The stream as text lines, by the browser's own EventSource. Resolves when it is open. */
export function readLines(onLine: (line: string) => void): Promise<void> {
  const source = new EventSource('/plain')
  source.onmessage = (event: MessageEvent<string>) => onLine(event.data)
  return new Promise((resolve) => (source.onopen = () => resolve()))
}

/** The same, handed over once a frame: what most of these viewers advise for a fast stream. */
export function readBatches(onLines: (lines: string[]) => void): Promise<void> {
  let waiting: string[] = []
  return readLines((line) => {
    if (waiting.push(line) > 1) return
    requestAnimationFrame(() => {
      const lines = waiting
      waiting = []
      onLines(lines)
    })
  })
}
