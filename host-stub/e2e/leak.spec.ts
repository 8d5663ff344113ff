import { countHandles, liveHandles } from './support/handles.ts'
import { signIn } from './support/panel.ts'
import { expect, test } from './support/test.ts'

const CYCLES = 50

interface StubWindow {
  devHotloadStub: { host: unknown; loadDoor(name: string): Promise<Record<string, unknown>> }
  mountPanel(): Promise<{ unmount(): void }>
}

test('fifty panels opened and closed with their streams leave nothing behind', async ({ page }) => {
  test.setTimeout(120_000)
  const streams = { opened: 0, ended: 0 }
  const isStream = (url: string) => new URL(url).pathname.endsWith('/stream')
  page.on('request', (request) => isStream(request.url()) && streams.opened++)
  page.on('requestfailed', (request) => isStream(request.url()) && streams.ended++)
  page.on('requestfinished', (request) => isStream(request.url()) && streams.ended++)

  await countHandles(page)
  await signIn(page, 'ops', '/')
  await expect(page.getByTestId('stub-sample-table')).toBeVisible()
  await page.evaluate(async () => {
    const w = window as unknown as StubWindow
    const door = await w.devHotloadStub.loadDoor('mount')
    const mount = (door.mount ?? (door.default as Record<string, unknown>).mount) as (
      element: Element,
      host: unknown,
      options: object,
    ) => { unmount(): void }
    const element = document.createElement('div')
    element.style.height = '600px'
    document.querySelector('main')!.append(element)
    w.mountPanel = async () => mount(element, w.devHotloadStub.host, { view: 'dashboard' })
  })

  const cycle = async () => {
    const panel = await page.evaluateHandle(() => (window as unknown as StubWindow).mountPanel())
    await expect(page.getByTestId('dh-connection')).toHaveAttribute('data-state', /live|quiet/)
    await expect(page.getByTestId('dh-session-table').or(page.getByText('No dev session is running.'))).toBeVisible()
    await panel.evaluate((mounted) => mounted.unmount())
    await panel.dispose()
  }

  // The first one loads chunks, which may hold listeners of their own for good.
  await cycle()
  await expect.poll(() => streams.opened - streams.ended).toBe(0)
  const before = await liveHandles(page)
  for (let i = 1; i < CYCLES; i++) await cycle()
  await expect.poll(() => streams.opened - streams.ended).toBe(0)
  expect(streams.opened).toBe(CYCLES)
  await expect.poll(() => liveHandles(page)).toEqual(before)
  console.log(`${CYCLES} cycles: ${streams.opened} streams opened and ended; left over: ${JSON.stringify(before)}`)
})
