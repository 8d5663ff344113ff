/** Where PowerX Core has its dev sessions; `base` as the endpoints resolve it. */
const pluginsUrl = (base: string): string => `${base}/internal/dev/plugins`

/** A page of the list, of every status: the words that Core filters by are fewer than ours. */
export const listUrl = (base: string, limit: number, offset: number): string =>
  `${pluginsUrl(base)}/sessions?status=all&limit=${limit}&offset=${offset}`

/** One session, to be read or, with DELETE, ended. */
export function sessionUrl(base: string, sessionId: string, note: string | null = null): string {
  const address = `${pluginsUrl(base)}/sessions/${encodeURIComponent(sessionId)}`
  return note === null ? address : `${address}?note=${encodeURIComponent(note)}`
}
