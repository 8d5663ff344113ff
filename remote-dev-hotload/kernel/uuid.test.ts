import { expect, it } from 'vitest'
import { createUuid } from './uuid.ts'

it('makes version 4 ids where the page is not a secure context', () => {
  const bare = createUuid({ getRandomValues: (array) => crypto.getRandomValues(array) })
  const ids = new Set(Array.from({ length: 200 }, bare))
  expect(ids.size).toBe(200)
  for (const id of ids) expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/)
})
