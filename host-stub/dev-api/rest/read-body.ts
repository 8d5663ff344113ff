import type { z } from 'zod'
import { done, failed, type Outcome } from '../problem.ts'

const tooLarge = (limit: number) => failed('too-large', `The body is larger than ${limit} bytes.`, { limit })

/** The body as text; refused as soon as it is known to be longer than `limit` bytes. */
export const readText = async (request: Request, limit: number): Promise<Outcome<string>> => {
  if (Number(request.headers.get('content-length') ?? 0) > limit) return tooLarge(limit)
  const decoder = new TextDecoder()
  let [text, size] = ['', 0]
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength
    if (size > limit) return tooLarge(limit)
    text += decoder.decode(chunk, { stream: true })
  }
  return done(text + decoder.decode())
}

/** The body as checked JSON; an empty one is read as `{}`. The first fault is named in `details`. */
export const readJsonBody = async <T>(request: Request, schema: z.ZodType<T>, limit: number): Promise<Outcome<T>> => {
  const text = await readText(request, limit)
  if (!text.ok) return text
  let value: unknown
  try {
    value = text.value.trim() === '' ? {} : JSON.parse(text.value)
  } catch {
    return failed('bad-input', 'The body is not valid JSON.', { field: 'body' })
  }
  const parsed = schema.safeParse(value)
  if (parsed.success) return done(parsed.data)
  const issue = parsed.error.issues[0]
  return failed('bad-input', 'The body is not valid.', {
    field: issue?.path.join('.') || 'body',
    reason: issue?.message,
  })
}
