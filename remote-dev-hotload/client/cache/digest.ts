/** Text → a short name that does not show it. */
export type Digest = (text: string) => Promise<string>

const NAME_LENGTH = 32

/**
 * The first 128 bits of SHA-256, in hex. Pages without TLS have no `subtle`; there a plain hash must do, as the
 * names only have to differ and not to say who it is at a glance.
 */
export function createDigest(subtle?: Pick<SubtleCrypto, 'digest'>): Digest {
  return async (text) => {
    if (!subtle) return plainHash(text)
    const bytes = new Uint8Array(await subtle.digest('SHA-256', new TextEncoder().encode(text)))
    return [...bytes]
      .map((byte) => byte.toString(16).padStart(2, '0'))
      .join('')
      .slice(0, NAME_LENGTH)
  }
}

/** Four FNV-1a lanes of 32 bits, each from another start. */
function plainHash(text: string): string {
  const lanes = [0x811c9dc5, 0x9e3779b9, 0x85ebca6b, 0xc2b2ae35]
  for (const byte of new TextEncoder().encode(text)) {
    for (let i = 0; i < lanes.length; i++) lanes[i] = Math.imul((lanes[i] ?? 0) ^ (byte + i), 0x01000193) >>> 0
  }
  return lanes.map((lane) => lane.toString(16).padStart(8, '0')).join('')
}
