import { describe, expect, it } from 'vitest'
import { redactText, redactValue } from './index.ts'

const JWT = ['eyJhbGciOiJIUzI1NiJ9', 'eyJzdWIiOiJ1LTEifQ', 'c2lnbmF0dXJlLXBhcnQ'].join('.')

describe('redactText', () => {
  it.each([
    [`token ${JWT} used`, 'token [masked: jwt] used'],
    ['Authorization: Bearer abcdef0123456789', 'Authorization: Bearer [masked: bearer]'],
    ['connect postgres://orders:hunter2@db:5432/x', 'connect postgres://orders:[masked: url-password]@db:5432/x'],
    ['{"password":"hunter22","user":"li"}', '{"password":"[masked: secret]","user":"li"}'],
    ['reloadToken=0f3c9aa1b2', 'reloadToken=[masked: secret]'],
    [`key ${'AKIA' + 'ABCDEFGHIJKLMNOP'}`, 'key [masked: aws-key]'],
  ])('masks the secret and nothing else in %j', (line, masked) => {
    const out = redactText(line)
    expect(out).not.toMatch(/hunter2|eyJ|0f3c9aa1b2|AKIA|abcdef0123456789/)
    expect(out).toBe(masked)
  })

  it('masks a private key that runs over several lines', () => {
    const pem = '-----BEGIN RSA PRIVATE KEY-----\nMIIEow\nabc\n-----END RSA PRIVATE KEY-----'
    expect(redactText(`loaded\n${pem}\nok`)).toBe('loaded\n[masked: private-key]\nok')
  })

  it.each([
    'order 4711 priced at 12.50 EUR',
    'hot update src/routes/orders.ts 38ms',
    'sessionId=6f9619ff-8b86-d011-b42d-00c04fc964ff',
    'tokens used: 120',
    'the secretary called',
  ])('leaves the harmless line %j alone', (line) => {
    expect(redactText(line)).toBe(line)
  })

  it('changes nothing on a second pass', () => {
    const once = redactText(`Bearer abcdef0123456789 password=hunter22 ${JWT}`)
    expect(redactText(once)).toBe(once)
  })
})

describe('redactValue', () => {
  it('replaces the values of secret-looking keys at any depth', () => {
    const copy = redactValue({ user: 'li', auth: { reloadToken: 'abc', list: [{ apiKey: 'k' }] } })
    expect(JSON.stringify(copy)).toBe(
      '{"user":"li","auth":{"reloadToken":"[masked: key]","list":[{"apiKey":"[masked: key]"}]}}',
    )
  })

  it('never touches the prototype of anything', () => {
    redactValue(JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}'))
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
  })
})
