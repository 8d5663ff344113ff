import type * as z from 'zod/mini'
import { safeParse } from 'zod/mini'

/** An object that arrived from outside, not looked into yet. */
export type Raw = Readonly<Record<string, unknown>>

export const isRaw = (value: unknown): value is Raw =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Tenant under the names that different servers use for it. */
export function tenantOf(raw: Raw): unknown {
  return raw['tenantId'] ?? raw['tenant_uuid'] ?? raw['tenantUuid']
}

/** The schema's output, or null when the value does not keep it. Fresh objects only, nothing of the input survives. */
export function decodeWith<T extends z.ZodMiniType>(schema: T, value: unknown): z.output<T> | null {
  const parsed = safeParse(schema, value)
  return parsed.success ? parsed.data : null
}

/** Decodes each item on its own: one bad item does not hide the others, it is counted. */
export function decodeEach<T>(value: unknown, decode: (item: unknown) => T | null): { items: T[]; rejected: number } {
  const list = Array.isArray(value) ? (value as unknown[]) : []
  const items = list.map((item) => decode(item)).filter((item): item is T & {} => item !== null && item !== undefined)
  return { items, rejected: list.length - items.length }
}
