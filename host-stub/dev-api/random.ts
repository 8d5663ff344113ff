import { createHash, randomBytes, randomUUID } from 'node:crypto'

/** Chance as an argument. */
export interface Random {
  uuid(): string
  /** Unguessable text, fit for a header. */
  secret(): string
}

/** The machine's own chance. */
export const createSystemRandom = (): Random => ({
  uuid: () => randomUUID(),
  secret: () => randomBytes(32).toString('base64url'),
})

/** What is stored instead of a secret, so that the database file opens no door. */
export const fingerprintOf = (secret: string): string => createHash('sha256').update(secret).digest('base64url')
