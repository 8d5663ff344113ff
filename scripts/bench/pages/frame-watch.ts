/** Calls back once the frame that is being made now has been painted: a message that is posted in a frame comes after it. */
export function afterPaint(run: () => void): void {
  requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      port1.close()
      run()
    }
    port2.postMessage(0)
  })
}

/** Tells the time between frames, and each moment after a paint. */
export function watchFrames(onFrame: (took: number) => void, onPainted: () => void): () => void {
  const { port1, port2 } = new MessageChannel()
  let last: number | null = null
  let handle = 0
  port1.onmessage = onPainted
  const frame = (at: number) => {
    if (last !== null) onFrame(at - last)
    last = at
    port2.postMessage(0)
    handle = requestAnimationFrame(frame)
  }
  handle = requestAnimationFrame(frame)
  return () => {
    cancelAnimationFrame(handle)
    port1.close()
  }
}
