import { describe, expect, it } from 'vitest'
import { fingerprintOf } from './fingerprint.ts'

describe('fingerprintOf', () => {
  it.each([
    ['timeout after 312 ms for order 77', 'timeout after 9 ms for order 12'],
    ['timeout after 312 ms', 'timeout after 1.5 s'],
    ['took 1m30s in all', 'took 45s in all'],
    ['request b7f2c0e1-5a3f-4abc-9abc-0123456789ab failed', 'request 00000000-1111-2222-3333-444444444444 failed'],
    ['commit 9f8e7d6c is bad', 'commit 1a2b3c4d5e is bad'],
    ['at 0xdeadbeef', 'at 0x00ff'],
    ['session 01HZX3T9K2M4N5P6Q7R8S9T0V1 is gone', 'session 01HZY0000000000000000000AB is gone'],
    ['user "Ada Lovelace" not found', 'user "Bob" not found'],
    ["key 'a.b' is missing", "key 'other key' is missing"],
    ['unknown name `foo`', 'unknown name `barBaz`'],
    ['src/order.ts:12:5 - error', 'src/order.ts:140:33 - error'],
    ['worker3 has stopped', 'worker17 has stopped'],
    ['read 1,024 of 2,048 bytes', 'read 7 of 2,048,000 bytes'],
    ['at 2026-11-23 10:00:01.123 it failed', 'at 2025-01-01 23:59:59.999 it failed'],
    ['connect to 10.0.0.1:5432 refused', 'connect to 192.168.17.4:80 refused'],
    ['padded   9 items', 'padded 12 items'],
  ])('takes %j and %j for one kind', (a, b) => {
    expect(fingerprintOf(a)).toBe(fingerprintOf(b))
  })

  it.each([
    ['timeout for order 77', 'timeout for user 77'],
    ['Http2Session error', 'Http2Stream error'],
    ['cannot read module', 'cannot write module'],
    ["it's refused", "it's broken"],
    ['src/order.ts:12 - error', 'src/user.ts:12 - error'],
    ['expected a number', 'expected a string'],
    ['face is missing', 'deed is missing'],
  ])('tells %j from %j', (a, b) => {
    expect(fingerprintOf(a)).not.toBe(fingerprintOf(b))
  })

  it('gives 32 bits and never 0, also for nothing', () => {
    for (const text of ['', ' ', '"', "'", '12', '\u{1f600}', '-:.,-:.,', 'x'.repeat(100_000), '"'.repeat(100_000)]) {
      const found = fingerprintOf(text)
      expect(Number.isInteger(found) && found > 0 && found <= 0xffff_ffff, text.slice(0, 9)).toBe(true)
    }
  })
})
