import { importChunk } from '../../kernel/index.ts'
import type { Lookout, LookoutDeps } from '../lookout/create-lookout.ts'

/** The lookout's code is asked for once the first table is on screen; without it the panel works and warns less. */
export function createLaterLookout(deps: LookoutDeps, whenDrawn: () => Promise<void>): Lookout {
  let lookout: Lookout | null = null
  let isOver = false

  async function begin(): Promise<void> {
    await whenDrawn()
    if (isOver) return
    const create = await importChunk(async () => (await import('../lookout/create-lookout.ts')).createLookout)
    if (!isOver) lookout = create(deps)
  }
  begin().catch(deps.onFault)

  return {
    changeScope: () => lookout?.changeScope(),
    dispose() {
      isOver = true
      lookout?.dispose()
    },
  }
}
