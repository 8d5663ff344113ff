const ANY_ORIGIN = 'https://shell.invalid'

/** Where the sign-in page is. */
export const SIGN_IN_PATH = '/sign-in'

/** A path of this origin to come back to after sign-in; anything else, and sign-in itself, becomes `/`. */
export function safeReturnTo(value: unknown): string {
  if (typeof value !== 'string' || !value.startsWith('/')) return '/'
  // Browsers read "/\" as "//" and drop tabs and line ends, which can make another origin of a path.
  if (/^\/[/\\]/.test(value) || /\p{Cc}/u.test(value)) return '/'
  if (!URL.canParse(value, ANY_ORIGIN)) return '/'
  const url = new URL(value, ANY_ORIGIN)
  if (url.origin !== ANY_ORIGIN || url.pathname === SIGN_IN_PATH) return '/'
  const path = `${url.pathname}${url.search}${url.hash}`
  // Dot segments may fold into "//host".
  return path.startsWith('//') ? '/' : path
}
