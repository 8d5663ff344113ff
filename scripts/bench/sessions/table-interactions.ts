import { setTimeout as sleep } from 'node:timers/promises'
import type { BenchPage } from '../browser/open-page.ts'
import { clickOn, clickOneOf, comes } from '../measure/in-panel.ts'
import type { WindowReport } from '../pages/probe-report.ts'
import type { Interaction } from './sessions-result.ts'

type Times = Partial<Record<Interaction, number[]>>

const ROUNDS = 32
const PAUSE_MS = 180
const HOME_MS = 1_000

const ROW = '[data-testid="dh-session-row"]'
const BOX = `${ROW} input[type="checkbox"]`
/** Fewer than are in sight, whatever stands above the table meanwhile. */
const BOXES = 4
const TABLE = '[data-testid="dh-session-table"]'

/** Uses the table while its sessions change: each event's way to the next paint. What the page does not have is left out. */
export async function measureTableInteractions(page: BenchPage): Promise<Times> {
  const times: Times = {}
  await page.evaluate('window.bench.home()')
  const key = await page.evaluate<string | null>('window.bench.focusField()')
  if (key !== null)
    times.search_key = await rounds((round) =>
      timeOf(page, 'keydown', () => press(page, round % 2 ? 'Backspace' : key)),
    )

  const clicks = (selector: string) => rounds((round) => timeOf(page, 'click', () => clickOneOf(page, selector, round)))
  await goHome(page)
  times.sort = await clicks(`${TABLE} th button`)
  await goHome(page)
  // Each box twice, to tick and to untick.
  times.tick = await rounds((round) => timeOf(page, 'click', () => clickOneOf(page, BOX, (round >> 1) % BOXES)))
  await untick(page)
  await goHome(page)
  times.open_row = await clicks(`${ROW} a[href]`)
  await goHome(page)
  times.next_page = await clicks('[data-testid="dh-page-next"]:not([aria-disabled="true"])')
  await goHome(page)
  return { ...times, ...(await dialogs(page)) }
}

async function dialogs(page: BenchPage): Promise<Times> {
  const dialog: number[] = []
  const cancel: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const opened = await timeOf(page, 'click', () =>
      clickOneOf(page, `${ROW} [data-testid="dh-terminate"]:not([aria-disabled="true"])`, round),
    )
    if (opened === null || !(await comes(page, 'dh-confirm', 2_000))) continue
    dialog.push(opened)
    const closed = await timeOf(page, 'click', () => clickOn(page, 'dh-confirm-cancel'))
    if (closed !== null) cancel.push(closed)
  }
  return { dialog, cancel }
}

/** A row may have moved between the two clicks; what stays ticked would hold the order of the table. */
async function untick(page: BenchPage): Promise<void> {
  for (let tries = 0; tries < ROUNDS && (await clickOneOf(page, `${BOX}:checked`, 0)); tries++) await sleep(PAUSE_MS)
}

/** Back to what the page showed at first; waits for its list. */
export async function goHome(page: BenchPage): Promise<void> {
  await page.evaluate('window.bench.home()')
  await sleep(HOME_MS)
}

function press(page: BenchPage, key: string): Promise<boolean> {
  page.press(key)
  return Promise.resolve(true)
}

async function rounds(once: (round: number) => Promise<number | null>): Promise<number[]> {
  const taken: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const took = await once(round)
    if (took !== null) taken.push(took)
  }
  return taken
}

/** Null when there was nothing to act on. */
async function timeOf(page: BenchPage, type: 'keydown' | 'click', act: () => Promise<boolean>): Promise<number | null> {
  await page.evaluate('window.bench.start()')
  const acted = await act()
  await sleep(PAUSE_MS)
  const { inputs } = await page.evaluate<WindowReport>('window.bench.stopPainted()')
  return acted ? (inputs.find((input) => input.type === type)?.took ?? null) : null
}
