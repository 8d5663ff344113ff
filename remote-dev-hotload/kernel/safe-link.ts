/** The link when it is plain http(s), else null: a CLI may send `javascript:` or `data:` in any field. */
export function safeLink(text: string | null | undefined): string | null {
  if (!text) return null
  try {
    const url = new URL(text)
    return url.protocol === 'http:' || url.protocol === 'https:' ? url.href : null
  } catch {
    return null
  }
}
