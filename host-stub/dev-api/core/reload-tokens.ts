import { jwtVerify, SignJWT } from 'jose'
import { tenantById, type Tenant } from '../auth/people.ts'
import type { Clock } from '../clock.ts'
import type { Random } from '../random.ts'

export interface ReloadTokensDeps {
  clock: Clock
  random: Random
  /** Seconds. */
  ttlS: number
}

const ISSUER = 'powerx'
const AUDIENCE = 'powerx-admin'

/** What a reload token says of its session. */
export interface ReloadTokenClaims {
  sessionId: string
  tenantId: string
  developerId: number
}

/** PowerX Core hands out a real access token as reload token: whoever reads one acts as an administrator of the tenant. */
export const createReloadTokens = ({ clock, random, ttlS }: ReloadTokensDeps) => {
  const secret = new TextEncoder().encode(random.secret())

  return {
    issue({ sessionId, tenantId, developerId }: ReloadTokenClaims): Promise<string> {
      const now = Math.floor(clock.now() / 1000)
      return new SignJWT({
        tenant_uuid: tenantId,
        member_id: developerId,
        member_uuid: `devhotload:${sessionId}`,
        scope: 'access',
        roles: ['system_admin'],
      })
        .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
        .setIssuer(ISSUER)
        .setAudience(AUDIENCE)
        .setIssuedAt(now)
        .setExpirationTime(now + ttlS)
        .setJti(random.uuid())
        .sign(secret)
    },

    /** The tenant that the token opens; `null` when it is forged or its time is over. The end of a session is not asked for. */
    async verify(token: string): Promise<Tenant | null> {
      try {
        const { payload } = await jwtVerify(token, secret, {
          algorithms: ['HS256'],
          issuer: ISSUER,
          audience: AUDIENCE,
          currentDate: new Date(clock.now()),
        })
        return tenantById(String(payload['tenant_uuid'])) ?? null
      } catch {
        return null
      }
    },
  }
}

export type ReloadTokens = ReturnType<typeof createReloadTokens>
