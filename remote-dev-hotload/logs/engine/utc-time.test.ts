import fc from 'fast-check'
import { expect, it } from 'vitest'
import { UtcTime } from './utc-time.ts'

it('reads every time as the platform does, and knows which ones the platform would write the same', () => {
  const digits = fc.constantFrom('0', '1', '2', '3', '5', '9', 'x', ' ')
  const almost = fc
    .tuple(fc.date({ noInvalidDate: true }), fc.nat(23), digits)
    .map(([date, at, unit]) => date.toISOString().slice(0, at) + unit + date.toISOString().slice(at + 1))
  const plain = fc.date({ noInvalidDate: true }).map((date) => date.toISOString())
  const other = fc.constantFrom('', 'soon', '2026-11-23', '2026-11-23T10:00:00Z', '2026-11-23T10:00:00.123456Z')
  const offset = fc.constantFrom(
    '2026-02-30T10:00:00.000Z',
    '2026-11-23T24:00:00.000Z',
    '2026-11-23T10:00:00.123+02:00',
  )
  const time = new UtcTime()
  fc.assert(
    fc.property(fc.oneof(plain, almost, other, offset), (text) => {
      time.read(text)
      const ms = Date.parse(text)
      expect(time.ms).toBe(ms)
      expect(time.isPlain).toBe(!Number.isNaN(ms) && new Date(ms).toISOString() === text)
    }),
    { numRuns: 3_000, seed: 20261123 },
  )
})
