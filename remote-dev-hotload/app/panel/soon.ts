import type { Clock } from '../../kernel/index.ts'

/**
 * Why the list is asked for again.
 *
 * - `question`: the reader asks for something else; what is still on its way answers a question of the past.
 * - `shown`: something that is or belongs on the page has changed, or one of the reader's own commands is through.
 * - `elsewhere`: somewhere in the tenant something has changed; totals and order may have followed.
 */
export type AskReason = 'question' | 'shown' | 'elsewhere'

/** Many reasons make one question; the more there are, the longer it rests between two. */
export interface Soon {
  want(reason: AskReason): void
  /** A question is on its way, whoever asked it. Call what comes back when it is through. */
  began(): () => void
  /** Nothing that was wanted is wanted any more, and nothing is on its way. */
  forget(): void
}

export interface SoonDeps {
  clock: Pick<Clock, 'monotonic' | 'after'>
  isHidden: () => boolean
  ask: () => void
}

/** Reasons come in flocks: a session that starts brings three events. */
const FIRST_MS: Readonly<Record<AskReason, number>> = { question: 200, shown: 400, elsewhere: 400 }
/** After the first question, the second, and every further one as long as there are reasons. */
const RESTS_MS: Readonly<Record<AskReason, readonly number[]>> = {
  question: [0],
  shown: [0, 2_000, 5_000],
  elsewhere: [0, 2_000, 5_000],
}
/** So long without a question, and the next reason is the first again. */
const CALM_MS = 10_000
/** Nobody looks: whether somebody does again is looked at this often. */
const HIDDEN_MS = 1_000

interface Lane {
  readonly reason: AskReason
  wantedAt: number | null
  askedAt: number
  questions: number
}

const REASONS = ['question', 'shown', 'elsewhere'] as const

export function createSoon({ clock, isHidden, ask }: SoonDeps): Soon {
  const lanes: readonly Lane[] = REASONS.map((reason) => ({ reason, wantedAt: null, askedAt: -Infinity, questions: 0 }))
  let cancel: (() => void) | null = null
  let running = 0
  let era = 0

  function dueAt({ reason, wantedAt, askedAt, questions }: Lane): number {
    if (wantedAt === null) return Infinity
    // Two questions at once make no answer come sooner, unless the first one is not of interest any more.
    if (running > 0 && reason !== 'question') return Infinity
    const rests = RESTS_MS[reason]
    return Math.max(wantedAt + FIRST_MS[reason], askedAt + rests[Math.min(questions, rests.length - 1)]!)
  }

  function arm(): void {
    cancel?.()
    cancel = null
    const due = Math.min(...lanes.map(dueAt))
    if (due < Infinity) cancel = clock.after(Math.max(0, due - clock.monotonic()), fire)
  }

  function fire(): void {
    cancel = null
    if (isHidden()) cancel = clock.after(HIDDEN_MS, fire)
    else ask()
  }

  /** One question answers all that was wanted before it. */
  function note(now: number): void {
    for (const lane of lanes) {
      if (lane.wantedAt !== null) lane.questions++
      else if (lane.reason !== 'elsewhere') continue
      lane.wantedAt = null
      lane.askedAt = now
    }
  }

  return {
    want(reason) {
      const lane = lanes.find((one) => one.reason === reason)!
      if (lane.wantedAt !== null) return
      const now = clock.monotonic()
      if (now - lane.askedAt >= CALM_MS) lane.questions = 0
      lane.wantedAt = now
      arm()
    },
    began() {
      note(clock.monotonic())
      running++
      arm()
      const mine = era
      let isOver = false
      return () => {
        if (isOver || mine !== era) return
        isOver = true
        running--
        arm()
      }
    },
    forget() {
      era++
      running = 0
      for (const lane of lanes) lane.wantedAt = null
      arm()
    },
  }
}
