import { setTimeout as sleep } from 'node:timers/promises'
import type { BenchPage } from '../browser/open-page.ts'
import { byTestid } from '../measure/in-panel.ts'
import type { BenchServer } from '../server/start-server.ts'
import { compareCells, findColumns, type Columns, type Comparison, type Shown } from './compare-cells.ts'

const LOOK_EVERY_MS = 100
const PATIENCE_MS = 10_000

/** What stands in the table now. */
function readScreen(page: BenchPage): Promise<Shown> {
  return page.evaluate(`(() => {
    const table = ${byTestid('dh-session-table')}
    const rows = [...(table?.querySelectorAll('[data-testid="dh-session-row"]') ?? [])].map((row) => ({
      sessionId: row.dataset.sessionId,
      status: row.dataset.status,
      cells: [...row.children].map((cell) => cell.textContent),
    }))
    return { rows, total: Number((${byTestid('dh-total')})?.dataset.total ?? NaN) }
  })()`)
}

const lookAt = (server: BenchServer, { rows }: Shown) => server.sessions.look(rows.map(({ sessionId }) => sessionId))

/** Which columns the page has; to be asked before anything changes. Rejects when it shows no sessions. */
export async function learnColumns(page: BenchPage, server: BenchServer): Promise<Columns> {
  const shown = await readScreen(page)
  if (shown.rows.length === 0) throw new Error('The page shows no sessions.')
  return findColumns(shown.rows, (await lookAt(server, shown)).rows)
}

export interface Settled extends Comparison {
  /** Ms until everything was right; null when it did not come to that. */
  readonly ms: number | null
}

/** After the updates have stopped: waits until the page shows what the server has, and tells what it still did not. */
export async function settle(page: BenchPage, server: BenchServer, columns: Columns): Promise<Settled> {
  const begun = performance.now()
  for (;;) {
    const shown = await readScreen(page)
    const found = compareCells(shown, await lookAt(server, shown), columns)
    const ms = performance.now() - begun
    // No row at all has no wrong cell, and is not right.
    if (found.wrong === 0 && found.misplaced === 0 && shown.rows.length > 0) return { ...found, ms }
    if (ms > PATIENCE_MS) return { ...found, ms: null }
    await sleep(LOOK_EVERY_MS)
  }
}
