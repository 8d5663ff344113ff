import { z } from 'zod'
import { CONTROL_PATH } from '../../../host-stub/faults/control.ts'

const stateSchema = z.object({ name: z.string(), seed: z.number() })

/** Sets the fault server to a scenario; the answer sets it back. Rejects when there is no fault server. */
export async function switchFaults(
  at: string,
  scenario: string,
  seed: number,
  ask: typeof fetch,
): Promise<() => Promise<void>> {
  const request = async (body?: object): Promise<unknown> => {
    const answer = await ask(at + CONTROL_PATH, {
      ...(body ? { method: 'POST', body: JSON.stringify(body) } : {}),
      signal: AbortSignal.timeout(5_000),
    })
    if (!answer.ok) throw new Error(`HTTP ${answer.status}`)
    return answer.json()
  }
  try {
    const before = stateSchema.parse(await request())
    await request({ scenario, seed })
    return async () => void (await request({ scenario: before.name, seed: before.seed }))
  } catch {
    throw new Error(`There is no fault server at ${at}. Start everything with: npm start -- --faults calm`)
  }
}
