import { describe, expect, it } from 'vitest'
import { rankOfName } from './names.ts'
import { redactValue } from './redact-value.ts'

const GITHUB = ['gh', 'p_', 'a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8'].join('')
const json = (value: unknown) => JSON.stringify(redactValue(value))

describe('the name of a value', () => {
  it.each([
    ...['password', 'user_password', 'dbPassword2', 'PGPASSWORD', 'passwordHash', 'password_confirmation', 'apiKey'],
    ...['X-Api-Key', 'APIKey', 'secret', 'client_secret', 'secretKeyBase', 'access_token', 'authtoken', 'Cookie'],
    ...['authorization', 'Proxy-Authorization', 'credentials', 'DB_PASS', 'privateKey', 'aws_secret_access_key'],
    ...['SECRET_ID', 'jwt', 'csrfToken', 'DD_API_KEY', 'recovery_code'],
  ])('%s says that it is a secret', (name) => {
    expect(rankOfName(name).rank).toBe('sure')
  })

  it.each([
    ...[
      'tokens_used',
      'tokenCount',
      'max_tokens',
      'passwordPolicy',
      'authorId',
      'publicKeyId',
      'publicKey',
      'secretary',
    ],
    ...['tokenizer', 'nextPageToken', 'idempotencyKey', 'cacheKey', 'primaryKey', 'secretName', 'cookieConsent'],
    ...['passwordResetAt', 'tokenExpiresIn', 'keyboard', 'monkey', 'author', 'sessionId', 'hasPassword', 'bypass'],
  ])('%s says nothing', (name) => {
    expect(rankOfName(name).rank).toBe('none')
  })
})

describe('redactValue', () => {
  it('replaces the values of secret-looking keys at any depth and of any type', () => {
    expect(json({ user: 'li', auth: { list: [{ apiKey: 'k' }] } })).toBe(
      '{"user":"li","auth":{"list":[{"apiKey":"[masked: key]"}]}}',
    )
    expect(json({ password: 1234, secret: { a: ['x'] }, credentials: ['a', 'b'], token: true })).toBe(
      '{"password":"[masked: key]","secret":"[masked: key]","credentials":"[masked: key]","token":"[masked: key]"}',
    )
  })

  it('leaves out the reload token wherever it is', () => {
    expect(json({ a: [{ reloadToken: 'x', b: { reload_token: { y: 1 } } }] })).toBe('{"a":[{"b":{}}]}')
  })

  it('leaves alone what only sounds like a secret', () => {
    const harmless = { tokens_used: 4, tokenCount: 512, passwordPolicy: { min: 12 }, authorId: 7, publicKeyId: 'k-1' }
    expect(json(harmless)).toBe(JSON.stringify(harmless))
    expect(json({ password: null, token: '' })).toBe('{"password":null,"token":""}')
  })

  it('knows pairs of names and values, arguments of commands, keys of web crypto and names that are secrets', () => {
    expect(json([{ name: 'X-Api-Key', value: 'abc' }])).toBe('[{"name":"X-Api-Key","value":"[masked: key]"}]')
    expect(json(['deploy', '--password', 'abc', '-v'])).toBe('["deploy","--password","[masked: key]","-v"]')
    expect(json({ kty: 'RSA', n: 'AQAB', d: 'abc' })).toBe('{"kty":"RSA","n":"AQAB","d":"[masked: key]"}')
    expect(json({ [GITHUB]: 1 })).toBe('{"[masked: github-token]":1}')
  })

  it('changes nothing on a second pass', () => {
    const once = redactValue({ password: 'x', note: `token ${GITHUB}`, list: [{ name: 'secret', value: 'y' }] })
    expect(redactValue(once)).toEqual(once)
  })

  it('never touches the prototype of anything', () => {
    redactValue(JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}'))
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
  })

  it('ends at a depth that no honest value has', () => {
    expect(json(JSON.parse(`${'['.repeat(100)}${']'.repeat(100)}`))).toContain('[too deep]')
  })
})
