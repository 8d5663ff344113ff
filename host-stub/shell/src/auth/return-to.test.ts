import { describe, expect, it } from 'vitest'
import { safeReturnTo } from './return-to.ts'

describe('safeReturnTo', () => {
  it.each(['/', '/dev-hotload', '/dev-hotload/sessions/s1/logs?level=warn&x=%2F#line', '/日志?q=热'])(
    'keeps the path %s',
    (path) => {
      expect(decodeURI(safeReturnTo(path))).toBe(decodeURI(path))
    },
  )

  it.each([
    'https://evil.example/',
    '//evil.example/',
    '/\\evil.example/',
    '/\t/evil.example/',
    '/\n/evil.example/',
    '/.//evil.example/',
    '/x/..//evil.example/',
    'javascript:alert(1)',
    'dev-hotload',
    '',
    undefined,
    null,
    ['/a'],
    '/sign-in?returnTo=/sign-in',
  ])('turns %j into the home page', (value) => {
    expect(safeReturnTo(value)).toBe('/')
  })
})
