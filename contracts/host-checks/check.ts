/** What a check found. `fault` is a sentence about what is wrong; `not-checked` says what it would have needed. */
export type Found =
  | { readonly kind: 'ok' }
  | { readonly kind: 'fault'; readonly why: string }
  | { readonly kind: 'open'; readonly why: string }

export const OK: Found = { kind: 'ok' }
export const fault = (why: string): Found => ({ kind: 'fault', why })
/** It could not be looked at here; that is neither good nor bad. */
export const open = (why: string): Found => ({ kind: 'open', why })

/** Values of a host that somebody outside of it can change. */
export type Changeable = 'user' | 'tenant' | 'locale' | 'theme' | 'config'

/** A place where a token must not be, with what was found there. */
export interface Trace {
  readonly where: string
  readonly text: string
}

/** What the checks need besides the host. Whatever is left out leaves the checks that need it open. */
export interface CheckWorld {
  /** Lets so many ms pass; tests give a clock of their own. */
  wait(ms: number): Promise<void>
  /** Changes the value as a person would, e.g. presses the shell's theme button. Called twice: there and back. */
  readonly change?: Partial<Record<Changeable, () => void | Promise<void>>>
  /** One step back in the history that the shell's router writes. */
  back?(): void
  /** The address of the page: path, query and hash. */
  address?(): string
  /** Everything outside of memory that a token could have got into. */
  traces?(): Promise<readonly Trace[]>
}

/** One thing that a host must do. */
export interface HostCheck {
  /** Permanent; the first word is the member of the host. */
  readonly id: string
  readonly title: string
  /** What to do when it fails. */
  readonly fix: string
  run(host: unknown, world: CheckWorld): Found | Promise<Found>
}

/** The outcome of one check. */
export interface CheckResult {
  readonly id: string
  readonly title: string
  readonly outcome: 'passed' | 'failed' | 'open'
  /** What is wrong, or why it was not looked at. */
  readonly why?: string
  readonly fix?: string
}

/** Polled, since a change may take its way through a router or a server. */
const PATIENCE_MS = 3_000
const STEP_MS = 25

/** True as soon as `holds` does, false when it does not within 3 s. */
export async function becomes(holds: () => boolean, world: CheckWorld): Promise<boolean> {
  for (let waited = 0; waited < PATIENCE_MS; waited += STEP_MS) {
    if (holds()) return true
    await world.wait(STEP_MS)
  }
  return holds()
}
