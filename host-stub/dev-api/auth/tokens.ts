import { jwtVerify, SignJWT } from 'jose'
import type { Clock } from '../clock.ts'
import { readMeta } from '../db/meta.ts'
import type { Database } from '../db/open-database.ts'
import { fingerprintOf, type Random } from '../random.ts'
import type { Caller } from './caller.ts'
import { personById, tenantById, type Person, type Tenant } from './people.ts'

export interface TokensDeps {
  db: Database
  clock: Clock
  random: Random
  /** Life of an access token in seconds. */
  tokenTtlS: number
}

export interface TokenPair {
  accessToken: string
  refreshToken: string
  /** Milliseconds. */
  expiresAt: number
}

interface RefreshRow {
  sign_in_id: string
  user_id: string
  tenant_id: string
  expires_at: number
  rotated_at: number | null
}

const REFRESH_TTL_MS = 12 * 3_600_000
// Two tabs may refresh with the same token at the same moment.
const GRACE_MS = 10_000
const ISSUER = 'dev-hotload-stub'

/** Access tokens (HS256) and rotating refresh tokens; the signing secret lives in the database. */
export const createTokens = ({ db, clock, random, tokenTtlS }: TokensDeps) => {
  const secret = new TextEncoder().encode(readMeta(db, 'signing-secret', random.secret))
  const findRefresh = db.prepare<RefreshRow>('select * from refresh_tokens where token_hash = ?')
  const openSignIn = db.prepare<unknown>(
    'select 1 from sign_ins where sign_in_id = ? and user_id = ? and ended_at is null',
  )

  const issue = async (person: Person, tenant: Tenant, signInId: string): Promise<TokenPair> => {
    const refreshToken = random.secret()
    const now = clock.now()
    const expiresAt = now + tokenTtlS * 1000
    db.prepare('insert into refresh_tokens values (?, ?, ?, ?, ?, null)').run(
      fingerprintOf(refreshToken),
      signInId,
      person.id,
      tenant.id,
      now + REFRESH_TTL_MS,
    )
    const accessToken = await new SignJWT({ tenant: tenant.id, sid: signInId })
      .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
      .setIssuer(ISSUER)
      .setSubject(person.id)
      .setJti(random.uuid())
      .setIssuedAt(Math.floor(now / 1000))
      .setExpirationTime(Math.floor(expiresAt / 1000))
      .sign(secret)
    return { accessToken, refreshToken, expiresAt }
  }

  const known = (refreshToken: string): RefreshRow | null => {
    const row = findRefresh.first(fingerprintOf(refreshToken))
    if (!row || row.expires_at <= clock.now() || !openSignIn.first(row.sign_in_id, row.user_id)) return null
    return row.rotated_at !== null && clock.now() - row.rotated_at > GRACE_MS ? null : row
  }

  return {
    async signIn(person: Person, tenant: Tenant): Promise<TokenPair> {
      const signInId = random.uuid()
      db.prepare('insert into sign_ins values (?, ?, ?, null)').run(signInId, person.id, clock.now())
      return issue(person, tenant, signInId)
    },

    /** Exchanges a refresh token, for another tenant if one is named; `null` when it is not good (any more). */
    async rotate(refreshToken: string, tenantId?: string): Promise<(TokenPair & Caller) | null> {
      const row = known(refreshToken)
      const person = row && personById(row.user_id)
      const tenant = row && tenantById(tenantId ?? row.tenant_id)
      if (!row || !person || !tenant) return null
      db.prepare('update refresh_tokens set rotated_at = coalesce(rotated_at, ?) where token_hash = ?').run(
        clock.now(),
        fingerprintOf(refreshToken),
      )
      return { ...(await issue(person, tenant, row.sign_in_id)), person, tenant }
    },

    /** Ends the sign-in: its access tokens too are refused from now on. */
    signOut(refreshToken: string): void {
      const row = known(refreshToken)
      if (row) {
        db.prepare('update sign_ins set ended_at = ? where sign_in_id = ?').run(clock.now(), row.sign_in_id)
      }
    },

    /** `null` when the token is forged, expired or signed out. */
    async verify(accessToken: string): Promise<Caller | null> {
      try {
        const { payload } = await jwtVerify(accessToken, secret, {
          algorithms: ['HS256'],
          issuer: ISSUER,
          currentDate: new Date(clock.now()),
        })
        const person = personById(payload.sub ?? '')
        const tenant = tenantById(String(payload['tenant']))
        if (!person || !tenant || !openSignIn.first(String(payload['sid']), person.id)) return null
        return { person, tenant }
      } catch {
        return null
      }
    },
  }
}

export type Tokens = ReturnType<typeof createTokens>
