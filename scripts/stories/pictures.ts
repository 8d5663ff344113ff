/** Pictures of all stories, to be looked at: `npm run storybook:pictures -- --only connection --widths 320,900`. */
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { serve } from '@hono/node-server'
import { serveStatic } from '@hono/node-server/serve-static'
import { Command } from 'commander'
import { Hono } from 'hono'
import { chromium, type Page } from 'playwright'
import { findChromium, CHROMIUM_ADVICE } from '../find-chromium.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '')
const list = (text: string) => text.split(',').filter(Boolean)

const options = new Command()
  .option('--only <part>', 'stories whose id has this part', '')
  .option('--widths <list>', 'CSS px', list, ['320', '900'])
  .option('--themes <list>', 'light, dark', list, ['light', 'dark'])
  .option('--locales <list>', 'en-US, zh-CN', list, ['en-US', 'zh-CN'])
  .option('--out <folder>', 'where to', `${root}/.dev-hotload/story-pictures`)
  .parse()
  .opts<{ only: string; widths: string[]; themes: string[]; locales: string[]; out: string }>()

interface Index {
  readonly entries: Readonly<Record<string, { readonly id: string; readonly type: string }>>
}

/** The looks of one story, one file each: `<story>.<width>.<theme>.<locale>.png`. */
async function picture(page: Page, address: string, id: string): Promise<void> {
  for (const width of options.widths) {
    await page.setViewportSize({ width: Number(width), height: 700 })
    for (const theme of options.themes) {
      for (const locale of options.locales) {
        const globals = `theme:${theme};locale:${locale};width:${width}`
        await page.goto(`${address}/iframe.html?id=${id}&viewMode=story&globals=${globals}`)
        await page.locator('[data-dev-hotload] .dh-root').waitFor()
        await page.waitForLoadState('networkidle')
        // What is loading is shown after 300 ms only, and a scene plays for some frames.
        await page.waitForTimeout(450)
        await page.screenshot({ path: `${options.out}/${id}.${width}.${theme}.${locale}.png` })
      }
    }
  }
}

const executablePath = findChromium()
if (executablePath === null) throw new Error(CHROMIUM_ADVICE)
const index = JSON.parse(await readFile(`${root}/storybook-static/index.json`, 'utf8')) as Index
const ids = Object.values(index.entries)
  .filter(({ type, id }) => type === 'story' && id.includes(options.only))
  .map(({ id }) => id)

const app = new Hono().use('/*', serveStatic({ root: 'storybook-static' }))
const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' })
await new Promise((resolve) => server.once('listening', resolve))
const at = server.address()
const address = `http://127.0.0.1:${typeof at === 'object' && at ? at.port : 0}`
const args = process.getuid?.() === 0 ? ['--no-sandbox'] : []
const browser = await chromium.launch({ executablePath, args })
const page = await browser.newPage({ timezoneId: 'UTC', reducedMotion: 'reduce' })
for (const id of ids) await picture(page, address, id)
await browser.close()
server.close()
console.log(`${ids.length} stories in ${options.out}`)
