import { z } from 'zod'

const text = (max: number) => z.string().max(max)
// Ids end up in addresses, headers and terminals.
const idText = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .regex(/^\P{Cc}+$/u, 'must not contain control characters')
const record = z.custom<Record<string, unknown>>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  'must be an object',
)

/** What a CLI says when it opens a session. Everything but the two ids is free text and optional. */
export const registerSchema = z.object({
  pluginId: idText,
  developerId: z.union([idText, z.number().int().positive().transform(String)]),
  pluginVersion: text(200).nullish(),
  buildHash: text(200).nullish(),
  entryPoints: z.array(text(1000)).max(200).nullish(),
  manifest: record.nullish(),
  metadata: record.nullish(),
  sandboxEndpoint: text(4000).nullish(),
  logUrl: text(4000).nullish(),
  watchFileLimit: z.number().int().nonnegative().nullish(),
  cliVersion: text(200).nullish(),
})

export type RegisterRequest = z.output<typeof registerSchema>
