import CDP from 'chrome-remote-interface'
import { setTimeout as sleep } from 'node:timers/promises'
import { startChromium } from './chromium.ts'
import { readRenderer, type RendererProcess } from './renderer-process.ts'

/** One page in a browser of its own. The driver's network tracing stays off: it would report every event of a stream. */
export interface BenchPage {
  /** Runs an expression in the page; rejects when it throws, or has not answered in time. */
  evaluate<T>(expression: string, patienceMs?: number): Promise<T>
  /** A key into the focused element. Never waits for the page. */
  press(key: string): void
  /** Text into the focused element in one go, as a paste is. Never waits for the page. */
  type(text: string): void
  /** A click at a point of the page. Waits until the page has taken it. */
  click(x: number, y: number): Promise<void>
  /** Puts the mouse there, without a button. */
  pointAt(x: number, y: number): Promise<void>
  /** Leaves for this address, as a link would; resolves when it has loaded. */
  goTo(url: string): Promise<void>
  /** JavaScript heap after a garbage collection. */
  heapMb(): Promise<number>
  renderer(): Promise<RendererProcess>
  readonly downloads: string
  readonly version: string
  /** What went wrong in the page by itself. */
  readonly errors: readonly string[]
  close(): Promise<void>
}

const PATIENCE_MS = 20_000
const MB = 1024 * 1024

const inTime = async <T>(answer: Promise<T>, patienceMs: number): Promise<T> => {
  const stop = new AbortController()
  const late = sleep(patienceMs, null, { signal: stop.signal }).then(() => {
    throw new Error(`The page has not answered for ${Math.round(patienceMs / 1_000)} s.`)
  })
  late.catch(() => {})
  try {
    return await Promise.race([answer, late])
  } finally {
    stop.abort()
  }
}

/** Starts a browser and opens the address in it. */
export async function openPage(chromiumPath: string, url: string): Promise<BenchPage> {
  const browser = await startChromium(chromiumPath)
  const { port } = browser
  try {
    const version = await CDP.Version({ port })
    const root = await CDP({ port, target: version.webSocketDebuggerUrl, local: true })
    const client = await CDP({ port, local: true })
    const errors: string[] = []
    client.Runtime.on('exceptionThrown', ({ exceptionDetails: { text, exception } }) => {
      errors.push(exception?.description ?? text)
    })
    await client.Runtime.enable()
    await root.Browser.setDownloadBehavior({ behavior: 'allow', downloadPath: browser.downloads })
    await client.Page.enable()
    const goTo = async (address: string) => {
      const loaded = client.Page.loadEventFired()
      await client.Page.navigate({ url: address })
      await inTime(loaded, PATIENCE_MS)
    }
    await goTo(url)
    await client.Page.bringToFront()

    const mouse = (type: 'mousePressed' | 'mouseReleased', x: number, y: number) =>
      client.Input.dispatchMouseEvent({ type, x, y, button: 'left', clickCount: 1 })
    const forget = (sent: Promise<unknown>) => void sent.catch(() => {})

    return {
      async evaluate<T>(expression: string, patienceMs = PATIENCE_MS): Promise<T> {
        const asked = client.Runtime.evaluate({ expression, awaitPromise: true, returnByValue: true })
        const { result, exceptionDetails } = await inTime(asked, patienceMs)
        if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text)
        return result.value as T
      },
      press(key) {
        const text = key.length === 1 ? { text: key } : { windowsVirtualKeyCode: 8, code: key }
        forget(client.Input.dispatchKeyEvent({ type: 'keyDown', key, ...text }))
        forget(client.Input.dispatchKeyEvent({ type: 'keyUp', key }))
      },
      type: (text) => forget(client.Input.insertText({ text })),
      async click(x, y) {
        await inTime(mouse('mousePressed', x, y), PATIENCE_MS)
        await inTime(mouse('mouseReleased', x, y), PATIENCE_MS)
      },
      async pointAt(x, y) {
        await inTime(client.Input.dispatchMouseEvent({ type: 'mouseMoved', x, y }), PATIENCE_MS)
      },
      goTo,
      async heapMb() {
        await inTime(client.HeapProfiler.collectGarbage(), PATIENCE_MS)
        const { usedSize } = await inTime(client.Runtime.getHeapUsage(), PATIENCE_MS)
        return usedSize / MB
      },
      renderer: () => readRenderer(root),
      downloads: browser.downloads,
      version: version.Browser,
      errors,
      async close() {
        forget(client.close())
        forget(root.close())
        await browser.close()
      },
    }
  } catch (error) {
    await browser.close()
    throw error
  }
}
