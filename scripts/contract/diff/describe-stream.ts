import { toJSONSchema, type ZodMiniType } from 'zod/mini'
import { z } from 'zod'
import {
  ACTIONS,
  ALERT_SEVERITIES,
  ALERT_STATES,
  envelopeSchema,
  EVENT_ALIASES,
  LOG_LEVELS,
  LOG_SOURCES,
  logEntrySchema,
  PAYLOAD_SCHEMAS,
  SESSION_STATUSES,
} from '../../../contracts/index.ts'

/** The stream's events as JSON schemas of what a server sends, and the words and other names in them. */
export const streamShapesSchema = z.object({
  envelope: z.unknown(),
  events: z.record(z.string(), z.unknown()),
  /** One entry of `LogBatch`. */
  logEntry: z.unknown(),
  words: z.record(z.string(), z.array(z.string())),
  aliases: z.record(z.string(), z.string()),
})
export type StreamShapes = z.output<typeof streamShapesSchema>

/** Of what goes in: the panel's own form, after defaults and letters were put right, concerns no server. */
const schemaOf = (schema: ZodMiniType) => toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })

/** Reads it from the zod schemas of the contract. */
export const describeStream = (): StreamShapes => ({
  envelope: schemaOf(envelopeSchema),
  events: Object.fromEntries(Object.entries(PAYLOAD_SCHEMAS).map(([type, schema]) => [type, schemaOf(schema)])),
  logEntry: schemaOf(logEntrySchema),
  words: {
    status: [...SESSION_STATUSES],
    action: [...ACTIONS],
    level: [...LOG_LEVELS],
    source: [...LOG_SOURCES],
    severity: [...ALERT_SEVERITIES],
    alertState: [...ALERT_STATES],
  },
  aliases: { ...EVENT_ALIASES },
})
