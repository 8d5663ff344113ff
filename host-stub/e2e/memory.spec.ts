import type { Page } from '@playwright/test'
import { sessionRow, signIn } from './support/panel.ts'
import { startPlugin, type PluginSession } from './support/plugin.ts'
import { expect, test } from './support/test.ts'

/** Everything that the panel has stored in this browser, as text; a line for each database, key and record. */
function storedTexts(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const texts: string[] = []
    for (const { name } of await indexedDB.databases()) {
      if (!name?.startsWith('devhotload:')) continue
      texts.push(name)
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const opening = indexedDB.open(name)
        opening.onsuccess = () => resolve(opening.result)
        opening.onerror = () => reject(opening.error)
      })
      for (const store of database.objectStoreNames) {
        const records = await new Promise<unknown[]>((resolve, reject) => {
          const reading = database.transaction(store).objectStore(store).getAll()
          reading.onsuccess = () => resolve(reading.result)
          reading.onerror = () => reject(reading.error)
        })
        texts.push(...records.map((record) => `${store} ${JSON.stringify(record)}`))
      }
      database.close()
    }
    for (const [key, value] of Object.entries(localStorage)) texts.push(`local ${key} ${value}`)
    return texts
  })
}

test.describe('what this browser remembers', () => {
  let plugin: PluginSession

  test.beforeAll(async () => {
    plugin = await startPlugin('com.powerx.e2e-memory')
  })
  test.afterAll(() => plugin.stop())

  const remembered = async (page: Page) => (await storedTexts(page)).filter((text) => text.includes(plugin.sessionId))

  test('is the last list, without a token, and it goes with the sign-out', async ({ page }) => {
    await signIn(page, 'ops')
    await expect(sessionRow(page, plugin.sessionId)).toBeVisible()
    await expect.poll(async () => (await remembered(page)).length).toBeGreaterThan(0)
    expect((await storedTexts(page)).join('\n')).not.toMatch(/eyJ[\w-]{10,}\.|reloadToken/)

    await page.getByTestId('stub-sign-out').click()
    await expect(page.getByTestId('stub-sign-in-ops')).toBeVisible()
    await expect.poll(() => remembered(page)).toEqual([])
  })

  test('shows the last list at once while the server is silent', async ({ page }) => {
    await signIn(page, 'ops')
    await expect(sessionRow(page, plugin.sessionId)).toBeVisible()
    await expect.poll(async () => (await remembered(page)).length).toBeGreaterThan(0)
    await page.route('**/internal/admin/graphql', () => {})
    await page.reload()
    await expect(sessionRow(page, plugin.sessionId)).toBeVisible()
    await expect(page.getByText('From your last visit')).toBeVisible()
  })

  test('is deleted by one button in the settings', async ({ page }) => {
    await signIn(page, 'ops')
    await expect(sessionRow(page, plugin.sessionId)).toBeVisible()
    await expect.poll(async () => (await remembered(page)).length).toBeGreaterThan(0)
    await page.getByTestId('dh-settings-open').click()
    await page.getByTestId('dh-settings-forget').click()
    await expect(page.getByTestId('dh-settings')).toContainText('Deleted.')
    expect(await remembered(page)).toEqual([])
  })
})
