const LOOKED_AT = 64
const counts = new Uint8Array(128)

/** Bits a character, by how often each occurs in the first 64. */
export function entropy(text: string): number {
  const length = Math.min(text.length, LOOKED_AT)
  counts.fill(0)
  for (let i = 0; i < length; i++) counts[text.charCodeAt(i) & 127]!++
  let bits = 0
  for (const count of counts) if (count > 0) bits -= (count / length) * Math.log2(count / length)
  return bits
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const HEX = /^[0-9a-f]+$/i
/** `node-cache-Linux-x64`, `src/orders/price.ts`, `1.20.3-beta.1`: words and numbers that are put together. */
const WORDS = /^(?:[A-Za-z]{2,}|\d{1,4}|[a-z]\d|v\d+)(?:[-_./:@+](?:[A-Za-z]{2,}|\d{1,4}|[a-z]\d|x\d{2}))*$/

/** `npm-3f2a…`: the name of a file or a cache, with its hash. */
const HASH_AT_END = /[-_.:@][0-9a-f]{6,128}$/

/** Whether a value looks drawn at random: only asked where the name of the value is no proof. */
export function looksRandom(value: string): boolean {
  if (value.length < 16 || UUID.test(value) || WORDS.test(value.replace(HASH_AT_END, ''))) return false
  if (!/\d/.test(value) || !/[A-Za-z]/.test(value)) return false
  if (HEX.test(value)) return value.length >= 32 && entropy(value) >= 3
  return /^[\w+/=.~-]+$/.test(value) && /[A-Z]/.test(value) && /[a-z]/.test(value) && entropy(value) >= 3.6
}

/** A base64 text of `user:password`, as basic authentication and docker have it. */
export function holdsUserAndPassword(base64: string): boolean {
  try {
    const text = atob(base64.slice(0, 4096).replace(/=+$/, ''))
    return /^[\x20-\x7e\x80-\xff]*:[\x20-\x7e\x80-\xff]+$/.test(text)
  } catch {
    return false
  }
}
