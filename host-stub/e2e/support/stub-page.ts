import type { Page } from '@playwright/test'
import type { DevHotloadHost } from '../../../contracts/index.ts'

interface Note {
  readonly message: string
  readonly context: Record<string, string>
}

/** What the stand-in shell has kept of what it was told. */
export interface KeptTelemetry {
  readonly exceptions: readonly Note[]
  readonly shellErrors: readonly Note[]
  readonly violations: readonly string[]
}

/** The page of the stand-in shell, seen from inside. */
export interface StubPage {
  readonly devHotloadStub: {
    readonly host: DevHotloadHost
    hostFor(basePath: string): DevHotloadHost
    readonly telemetry: KeptTelemetry
    loadDoor(name: string): Promise<never>
  }
}

/** What the shell was told so far; empty while the page is still loading. */
export async function telemetryOf(page: Page): Promise<KeptTelemetry> {
  return page.evaluate(() => {
    const stub = (globalThis as unknown as Partial<StubPage>).devHotloadStub
    const { exceptions = [], shellErrors = [], violations = [] } = stub?.telemetry ?? {}
    return {
      exceptions: exceptions.map(({ message, context }) => ({ message, context })),
      shellErrors: shellErrors.map(({ message, context }) => ({ message, context })),
      violations: [...violations],
    }
  })
}
