import type { Page } from '@playwright/test'
import { createDice } from '../faults/dice.ts'
import { createFaultProxy } from '../faults/fault-proxy.ts'
import type { Scenario } from '../faults/scenarios.ts'
import { readAllRows, type ShownRow } from './support/log-rows.ts'
import { numberOf, openNumberedSession } from './support/numbered-session.ts'
import { currentRun } from './support/run.ts'
import { startShell } from './support/shell.ts'
import { expect, test } from './support/test.ts'

const SEED = 20_261
const LINES = 100_000
const CUTS = 200
const LINES_PER_CUT = LINES / CUTS
/** Far more than it takes: a client that does not come back is to fail here and not at the end of the test. */
const FEED_MS = 150_000
const BATCH = [50, 200] as const

/** Every way to lose a connection, as soon as a few frames have come; and events that come again. */
const TORRENT: Scenario = {
  sentence: 'a cut after every few frames',
  requests: [{ of: ['stream'], chance: 0.25, faults: ['briefly-503', 'failing', 'hang-up', 'login-page'] }],
  strikes: {
    after: { frames: [1, 3] },
    faults: ['reset', 'half-frame', 'half-frame', 'mid-frame-end', 'clean-end', 'brief-stall', 'doubled', 'old-frames'],
  },
}
const NO_CUTS = new Set(['doubled', 'old-frames', 'drip', 'odd-chunks'])
/** One stream in so many comes byte by byte, or in odd pieces. */
const DRIP_EVERY = 20

// A list that draws only what is seen is followed in a low window and read in a high one.
const LOW = { width: 1400, height: 700 }
const HIGH = { width: 1400, height: 5_000 }
test.use({ viewport: LOW })

interface Verdict {
  lines: number
  gaps: number
  inGaps: number
  twice: number[]
  outOfOrder: number[]
  lost: number[]
}

/** Every number once and in order, or missing where a gap says so. */
function judge(rows: readonly ShownRow[]): Verdict {
  const verdict: Verdict = { lines: 0, gaps: 0, inGaps: 0, twice: [], outOfOrder: [], lost: [] }
  const seen = new Set<number>()
  let expected = 1
  let isInGap = false
  const missingUpTo = (next: number) => {
    for (let n = expected; n < next; n++)
      if (isInGap) verdict.inGaps++
      else verdict.lost.push(n)
  }
  for (const { kind, text } of rows) {
    if (kind === 'gap') {
      verdict.gaps++
      isInGap = true
    }
    const n = kind === 'line' ? numberOf(text) : null
    if (n === null) continue
    verdict.lines++
    if (seen.has(n)) verdict.twice.push(n)
    else if (n < expected) verdict.outOfOrder.push(n)
    else {
      missingUpTo(n)
      expected = n + 1
      isInGap = false
    }
    seen.add(n)
  }
  missingUpTo(LINES + 1)
  // What came too late is not lost.
  verdict.lost = verdict.lost.filter((n) => !seen.has(n))
  return verdict
}

/** `[1, 2, 3, 7]` → `1–3, 7`. */
function inRanges(numbers: readonly number[]): string {
  const ranges: [number, number][] = []
  for (const n of numbers) {
    const last = ranges.at(-1)
    if (last && last[1] === n - 1) last[1] = n
    else ranges.push([n, n])
  }
  return ranges.map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`)).join(', ')
}

/**
 * Somebody at the panel: asks for the next attempt when there is none planned, and most times when it is, so that
 * 200 waits fit into the time of a test. The others the client sits out.
 */
async function pressReconnect(page: Page): Promise<void> {
  await page.getByTestId('dh-connection').evaluate((element) => {
    let waits = 0
    const press = () => {
      const state = element.getAttribute('data-state')
      const isPatient = state === 'waiting' && ++waits % 4 === 0
      if (state === 'failed' || (state === 'waiting' && !isPatient)) element.querySelector('button')?.click()
    }
    new MutationObserver(press).observe(element, { attributeFilter: ['data-state'] })
  })
}

test('of 100 000 numbered lines none is lost, doubled or out of order after 200 random cuts', async ({ page }) => {
  test.setTimeout(300_000)
  const { api } = currentRun().urls
  const startedAt = Date.now()
  const faults = new Map<string, number>()
  let cuts = 0
  const cutAt: number[] = []
  const proxy = createFaultProxy({
    to: api,
    scenario: 'calm',
    seed: SEED,
    onFault(name) {
      faults.set(name, (faults.get(name) ?? 0) + 1)
      if (NO_CUTS.has(name)) return
      cuts++
      cutAt.push(Date.now())
      if (cuts === CUTS) proxy.use('calm')
      else if (cuts % DRIP_EVERY === 0) proxy.inject(cuts % (2 * DRIP_EVERY) === 0 ? 'drip' : 'odd-chunks')
    },
  })
  const shell = await startShell({
    api,
    panelApi: await proxy.listen(0),
    config: { PX_DEV_LOG_RETENTION_LIMIT: String(2 * LINES) },
  })
  const session = await openNumberedSession({ api, pluginId: 'com.powerx.e2e-numbered' })

  // The client draws its waits from here. The lower end of their range keeps 200 of them within the time of a test.
  await page.addInitScript((seed) => {
    let state = seed
    Math.random = () => ((state = (state * 48_271) % 2_147_483_647) / 2_147_483_647) * 0.1
  }, SEED)

  try {
    await shell.signIn(page, 'ops', `/dev-hotload/sessions/${session.sessionId}/logs`)
    const connection = page.getByTestId('dh-connection')
    await expect(connection).toHaveAttribute('data-state', /live|quiet/)
    await session.post(1)
    const total = page.getByTestId('dh-log-total')
    const totalShown = async () => Number(await total.getAttribute('data-total'))
    await expect.poll(totalShown).toBe(1)

    await pressReconnect(page)
    proxy.use(TORRENT, SEED)
    const feedFrom = Date.now()
    const dice = createDice(SEED, 'batches')
    const post = async () => {
      while (session.posted() < LINES) {
        const allowed = Math.min(LINES, (cuts + 2) * LINES_PER_CUT) - session.posted()
        const count = Math.min(dice.between(BATCH), allowed)
        if (count > 0) await session.post(count)
        else await new Promise((resolve) => setTimeout(resolve, 5))
      }
    }
    const allCuts = () => expect.poll(() => cuts, { timeout: FEED_MS }).toBeGreaterThanOrEqual(CUTS)
    await Promise.all([post(), allCuts()])
    await expect.poll(totalShown, { timeout: 30_000 }).toBeGreaterThanOrEqual(LINES)
    await expect(connection).toHaveAttribute('data-state', 'live')
    const feedMs = Date.now() - feedFrom

    const readFrom = Date.now()
    await page.setViewportSize(HIGH)
    const rows = await readAllRows(page)
    const verdict = judge(rows)
    const { events, streams } = proxy.counts()
    const asked = proxy.requests().filter(({ kind }) => kind === 'stream')
    const away = cutAt.map((at) => (asked.find((request) => request.at >= at)?.at ?? at) - at).sort((a, b) => a - b)
    console.log(
      [
        `numbered feed: ${rows.length} rows of ${await totalShown()}, ${verdict.lines} lines, ${cuts} cuts, ${streams - 1} reconnects, ${events} whole events sent`,
        `faults: ${[...faults].map(([name, count]) => `${name} ${count}`).join(', ')}`,
        `gaps ${verdict.gaps} (${verdict.inGaps} lines), lost ${verdict.lost.length}, twice ${verdict.twice.length}, out of order ${verdict.outOfOrder.length}`,
        `feed ${feedMs} ms, reading ${Date.now() - readFrom} ms, all ${Date.now() - startedAt} ms; from a cut to the next attempt ${away[away.length >> 1]} ms in the middle, ${away.reduce((sum, ms) => sum + ms, 0)} ms in all`,
      ].join('\n'),
    )
    expect(inRanges(verdict.lost), 'lost').toBe('')
    expect(inRanges(verdict.twice), 'twice').toBe('')
    expect(inRanges(verdict.outOfOrder), 'out of order').toBe('')
    expect(verdict.lines + verdict.inGaps).toBe(LINES)
    expect(cuts).toBeGreaterThanOrEqual(CUTS)
  } finally {
    await session.end()
    shell.stop()
    await proxy.dispose()
  }
})
