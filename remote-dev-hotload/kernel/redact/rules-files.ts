import { holdsUserAndPassword, looksRandom } from './entropy.ts'
import { KEY_BLOCK_RULES } from './key-block.ts'
import { token, type Rule } from './rule.ts'

/** What is copied out of files: keys, hashes of passwords, lists of logins. */
export const FILE_RULES: readonly Rule[] = [
  ...KEY_BLOCK_RULES,
  // base64 of "-----BEGIN", unless what begins is a certificate or a public key.
  token(
    'kubeconfig-key',
    ['LS0tLS1CRUdJTi'],
    /(?<![A-Za-z0-9+/])LS0tLS1CRUdJTi(?!BDRVJU|BQVUJM|BUUlVTV)(?:[A-Za-z0-9+/]|%2[BF]){20,}={0,2}/y,
  ),
  token('jwk', ['"d"', '"k"'], /("[dk]"\s{0,2}:\s{0,2}")[\w-]{40,}/y, { check: looksRandom }),
  token(
    'netrc',
    ['machine '],
    /(machine\s{1,4}\S{1,200}\s{1,8}login\s{1,4}\S{1,200}\s{1,8}password\s{1,4})(?!\[masked)\S{1,400}/y,
  ),
  token(
    'basic-user',
    ['-u ', '--user '],
    /(?<=^|\s)((?:-u|--user)\s{1,3}["']?[\w.@%+-]{1,100}:)(?!\[masked|\/\/|\d{1,5}\b)[^\s"']{3,400}/y,
  ),
  token('docker-auth', ['auth"', 'auth\\"'], /((?<=\\?")auth\\?"\s{0,2}:\s{0,2}\\?")[A-Za-z0-9+/]{6,}={0,2}/y, {
    check: holdsUserAndPassword,
  }),
  token('bcrypt', ['$2a$', '$2b$', '$2y$', '$2x$'], /\$2[abxy]\$\d{2}\$[./A-Za-z0-9]{53}/y),
  token('argon2', ['$argon2'], /\$argon2(?:id|i|d)\$[\w=,$+/]{20,}/y),
  token('scrypt', ['$scrypt$', '$7$'], /\$(?:scrypt\$|7\$)[\w=,$+/.-]{20,}/y),
  token(
    'pbkdf2',
    ['pbkdf2_sha', 'pbkdf2:sha', '$pbkdf2'],
    /(?:\$pbkdf2(?:-sha\d{1,3})?\$|pbkdf2[_:]sha\d{1,3}[$:])[\w=,$+/.:-]{20,}/y,
  ),
  token(
    'crypt-hash',
    ['$apr1$', '$1$', '$5$', '$6$', '$y$'],
    /\$(?:apr1|[156y])\$(?:rounds=\d{1,9}\$)?[\w./]{1,32}\$[\w./$]{20,}/y,
  ),
  token('ldap-hash', ['{SSHA', '{SHA', '{CRYPT}', '{SMD5}'], /\{(?:S?SHA(?:256|384|512)?|SMD5|CRYPT)\}[\w+/=$.]{16,}/y),
  token(
    'mnemonic',
    ['mnemonic', 'seed phrase', 'seed_phrase', 'seedphrase', 'recovery phrase'],
    /((?:mnemonic|seed[ _]?phrase|recovery phrase)\\?["']?\s{0,2}[:=]\s{0,2}\\?["']?)[a-z]{3,8}(?:[ ,][a-z]{3,8}){11,23}/iy,
  ),
]
