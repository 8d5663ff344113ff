/** A server that breaks things on purpose stays on its own machine. */
export const isLoopback = (host: string): boolean => {
  const bare = host.replace(/^\[|\]$/g, '').toLowerCase()
  return bare === 'localhost' || bare === '::1' || /^(::ffff:)?127(\.\d{1,3}){3}$/.test(bare)
}

/** The same for an address with scheme and port, or the value of `Host` or `Origin`. */
export const isLoopbackUrl = (url: string): boolean => {
  const full = url.includes('://') ? url : `http://${url}`
  return URL.canParse(full) && isLoopback(new URL(full).hostname)
}

/** A host that `connect` and `listen` take; a name is not left to a resolver. */
export const loopbackAddress = (host: string): string => {
  if (!isLoopback(host)) throw new Error(`${host} is not on this machine; faults are for loopback only.`)
  return host === 'localhost' ? '127.0.0.1' : host.replace(/^\[|\]$/g, '')
}
