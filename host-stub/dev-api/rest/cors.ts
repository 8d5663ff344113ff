const ALLOW_HEADERS = [
  'Authorization',
  'X-Tenant-ID',
  'X-Request-ID',
  'Idempotency-Key',
  'X-Reload-ID',
  'Last-Event-ID',
  'Content-Type',
  'Cache-Control',
  'Accept',
].join(', ')

/** `loopback`: any origin on this machine; `any`: every origin; else exactly those listed. */
export type AllowedOrigins = 'loopback' | 'any' | readonly string[]

const isLoopback = (origin: string): boolean => {
  try {
    const { hostname } = new URL(origin)
    return (
      hostname === 'localhost' || hostname.endsWith('.localhost') || hostname === '[::1]' || /^127\./.test(hostname)
    )
  } catch {
    return false
  }
}

/** Which browsers may talk to the server, and what they may read of its answers. */
export const createCors = (allowed: AllowedOrigins) => {
  const admits = (origin: string) =>
    allowed === 'any' || (allowed === 'loopback' ? isLoopback(origin) : allowed.includes(origin))

  return {
    /** The answer to a preflight; `null` when the request is none. */
    preflight(request: Request): Response | null {
      if (request.method !== 'OPTIONS' || !request.headers.has('access-control-request-method')) return null
      return new Response(null, {
        status: 204,
        headers: {
          'access-control-allow-methods': 'GET, POST, DELETE',
          'access-control-allow-headers': ALLOW_HEADERS,
          'access-control-max-age': '600',
        },
      })
    },

    /** Adds what the origin may know, to every answer. */
    decorate(request: Request, headers: Headers): void {
      headers.append('vary', 'Origin')
      const origin = request.headers.get('origin')
      if (origin === null || !admits(origin)) return
      headers.set('access-control-allow-origin', origin)
      headers.set('access-control-expose-headers', 'X-Request-ID, Retry-After')
    },
  }
}

export type Cors = ReturnType<typeof createCors>
