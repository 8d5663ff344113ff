import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { secretCases } from '../../../contracts/fixtures/corpus/index.ts'
import { MASK_KINDS, redactText } from './index.ts'

const JWT = ['eyJhbGciOiJIUzI1NiJ9', 'eyJzdWIiOiJ1LTEifQ', 'c2lnbmF0dXJlLXBhcnQ'].join('.')
const AWS = ['AK', 'IA', 'ABCDEFGHIJKLMNOP'].join('')
const GITHUB = ['gh', 'p_', 'a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8'].join('')
const pem = (label: string, body: string) =>
  ['-----', `BEGIN ${label}-----`, body, '-----', `END ${label}-----`].join('').replaceAll('|', '\n')

describe('redactText', () => {
  it.each([
    [`token ${JWT} used`, 'token [masked: jwt] used'],
    ['Authorization: Bearer abcdef0123456789', 'Authorization: Bearer [masked: bearer]'],
    ['connect postgres://orders:hunter2@db:5432/x', 'connect postgres://orders:[masked: postgres-url]@db:5432/x'],
    ['https://li:p#ss@2@example.com/x', 'https://li:[masked: url-password]@example.com/x'],
    ['{"password":"hunter22","user":"li"}', '{"password":"[masked: password]","user":"li"}'],
    ['reloadToken=0f3c9aa1b2', 'reloadToken=[masked: reload-token]'],
    [`key ${AWS}`, 'key [masked: aws-key]'],
    [`DB_PASSWORD=ab,cd;ef user=li`, 'DB_PASSWORD=[masked: password] user=li'],
    ['deploy --password hunter2 --dry-run', 'deploy --password [masked: password] --dry-run'],
    [`apiKey: '${GITHUB}'`, `apiKey: '[masked: github-token]'`],
    ['数据库密码：hunter2x，已连接', '数据库密码：[masked: password]，已连接'],
    ['Set-Cookie: sid=abcdef123456; Path=/', 'Set-Cookie: [masked: set-cookie]; Path=/'],
  ])('masks the secret and nothing else in %j', (line, masked) => {
    expect(redactText(line)).toBe(masked)
  })

  it('masks a private key that runs over several lines, also when it is written in one', () => {
    const key = pem('RSA PRIVATE KEY', '|MIIEow|abc|')
    expect(redactText(`loaded\n${key}\nok`)).toBe('loaded\n[masked: private-key]\nok')
    expect(redactText(JSON.stringify({ private_key: key }))).toBe('{"private_key":"[masked: private-key]"}')
  })

  it('masks a key that is cut off as far as it looks like one', () => {
    const begin = pem('RSA PRIVATE KEY', '|MIIEow123|').split('\n').slice(0, 2).join('\n')
    expect(redactText(`${begin}\nserver is up: 3 ms`)).toBe('[masked: private-key]\nserver is up: 3 ms')
  })

  it('is not deceived by colours and invisible marks, and keeps the colours of the rest', () => {
    expect(redactText('password=\x1b[31mhunter2secret\x1b[0m ok')).toBe('password=\x1b[31m[masked: password]\x1b[0m ok')
    expect(redactText(`${GITHUB.slice(0, 9)}\x1b[1m${GITHUB.slice(9)} ok`)).toBe('[masked: github-token]\x1b[1m ok')
    expect(redactText('pass\x00word=hun\u200bter2')).toBe('pass\x00word=[masked: password]')
    expect(redactText('\x1b]8;;https://li:hunter2@x.example/\x07click\x1b]8;;\x07')).not.toContain('hunter2')
  })

  it.each([
    'order 4711 priced at 12.50 EUR',
    'hot update src/routes/orders.ts 38ms',
    'sessionId=6f9619ff-8b86-d011-b42d-00c04fc964ff',
    'tokens used: 120',
    'the secretary called',
    'Password: must be at least 12 characters',
    'const token = await getToken(user)',
    'password !== confirmPassword',
    'DB_PASSWORD=${DB_PASSWORD:?not set}',
    'file://C:/app/node_modules/@vue/x.js',
    'http://localhost:5173/@vite/client',
    '密码：不能为空',
  ])('leaves the harmless line %j alone', (line) => {
    expect(redactText(line)).toBe(line)
  })

  it('says what it masked in words of the fixed list', () => {
    const kinds = new Set<string>(MASK_KINDS)
    expect(kinds.size).toBeGreaterThanOrEqual(60)
    expect(kinds.size).toBe(MASK_KINDS.length)
    for (const { message } of secretCases(5, 1)) {
      for (const [, kind] of redactText(message).matchAll(/\[masked: ([^\]]*)\]/g)) expect(kinds).toContain(kind)
    }
  })

  it('changes nothing on a second pass, whatever stands beside what', () => {
    const pieces = [
      ...[
        'password=',
        'token: ',
        'secret',
        '"',
        "'",
        ' ',
        '\n',
        '=',
        ':',
        ';',
        ',',
        '&',
        '://',
        '@',
        ']',
        '[masked: jwt]',
      ],
      ...[
        '[masked: ',
        'Bearer ',
        'Cookie: a=',
        'Authorization: ',
        'hunter2',
        '\x1b[31m',
        '\x1b]8;;',
        '\\',
        '--api-key ',
      ],
      ...[
        JWT,
        GITHUB,
        AWS,
        'postgres://a:b@c',
        '密码：',
        '-----BEGIN PRIVATE KEY-----',
        'MIIEow',
        'key=',
        '\u200b',
        '\r',
      ],
    ]
    const text = fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 6 })), { maxLength: 14 })
    fc.assert(
      fc.property(text, (parts) => {
        const once = redactText(parts.join(''))
        expect(redactText(once)).toBe(once)
      }),
      { seed: 4, numRuns: 4_000 },
    )
  })

  it('lets no token survive, wherever the line is cut and whatever is around it', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 20 }), fc.string({ maxLength: 20 }), (before, after) => {
        expect(redactText(`${before} ${GITHUB} ${after}`)).not.toContain(GITHUB)
      }),
      { seed: 9, numRuns: 1_000 },
    )
  })
})
