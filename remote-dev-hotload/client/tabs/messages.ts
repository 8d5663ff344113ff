import * as z from 'zod/mini'
import { DIAGNOSTICS, type DiagnosticCode } from '../../../contracts/index.ts'
import type { StreamFrame, StreamStateName, StreamStatus } from '../stream/index.ts'

/**
 * What tabs say to each other. Any script of the same origin can post on the channel, so every message is
 * decoded like an answer from the network. Nothing here has a place for a token or a header.
 */
export const TAB_VERSION = 1

/** A frame may hold one event of at most 256 KiB; masking can lengthen it a little. */
const MAX_DATA = 512 * 1024
const MAX_FRAMES = 10_000

const STATES = [
  'idle',
  'connecting',
  'live',
  'quiet',
  'stale',
  'waiting',
  'offline',
  'suspended',
  'unauthorized',
  'forbidden',
  'unsupported',
  'ended',
  'failed',
] as const satisfies readonly StreamStateName[]

const count = z.int().check(z.gte(0))
const moment = z.nullable(z.number())
const name = z.string().check(z.maxLength(256))
const id = z.string().check(z.maxLength(4_096))

const code = z.nullable(z.custom<DiagnosticCode>((value) => typeof value === 'string' && value in DIAGNOSTICS))

const statusSchema = z.object({
  name: z.enum(STATES),
  failures: count,
  nextAttemptAt: moment,
  lastEventAt: moment,
  downSince: moment,
  code,
})

const frameSchema = z.object({
  id,
  ownId: z.nullable(id),
  event: name,
  data: z.string().check(z.maxLength(MAX_DATA)),
})
const framesSchema = z.array(frameSchema).check(z.maxLength(MAX_FRAMES))

/**
 * `epoch` numbers the leaders, `seq` the messages of one sender in one epoch. A follower's epoch is the one
 * of the leader that it last heard, 0 when there was none.
 */
const envelope = {
  v: z.literal(TAB_VERSION),
  scope: name,
  from: name,
  epoch: count,
  seq: count,
}

const messageSchema = z.discriminatedUnion('kind', [
  /** A follower asks for what it lacks: after frame `upTo` of its leader where it has had one, else after event `after`. */
  z.object({ ...envelope, kind: z.literal('hello'), leader: name, ask: count, after: id, upTo: z.nullable(count) }),
  z.object({
    ...envelope,
    kind: z.literal('snapshot'),
    to: name,
    /** Which `hello` of that tab this answers. */
    ask: count,
    /** False when the leader no longer (or not yet) knows what was asked for. */
    found: z.boolean(),
    upTo: count,
    cursor: id,
    frames: framesSchema,
    status: statusSchema,
  }),
  z.object({ ...envelope, kind: z.literal('frames'), upTo: count, cursor: id, frames: framesSchema }),
  z.object({ ...envelope, kind: z.literal('status'), status: statusSchema }),
  z.object({ ...envelope, kind: z.literal('oversize') }),
  z.object({ ...envelope, kind: z.literal('want-retry') }),
  z.object({ ...envelope, kind: z.literal('want-renew') }),
  z.object({ ...envelope, kind: z.literal('bye') }),
])

export type TabMessage = z.output<typeof messageSchema>
type WithoutEnvelope<T> = T extends TabMessage ? Omit<T, keyof typeof envelope> : never
/** A message before it is addressed. */
export type TabNews = WithoutEnvelope<TabMessage>
export type MessageOf<K extends TabMessage['kind']> = Extract<TabMessage, { kind: K }>

/** The message, or null for everything that is not one of this version and scope. */
export function decodeMessage(value: unknown, scope: string): TabMessage | null {
  const parsed = z.safeParse(messageSchema, value)
  return parsed.success && parsed.data.scope === scope ? parsed.data : null
}

/** Only what the contract of a status names: a stream keeps more in it than others need to know. */
export const plainStatus = (status: StreamStatus): StreamStatus => ({
  name: status.name,
  failures: status.failures,
  nextAttemptAt: status.nextAttemptAt,
  lastEventAt: status.lastEventAt,
  downSince: status.downSince,
  code: status.code,
})

export const plainFrame = ({ id, ownId, event, data }: StreamFrame): StreamFrame => ({ id, ownId, event, data })
