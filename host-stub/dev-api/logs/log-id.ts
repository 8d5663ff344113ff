/** Ids of log lines read `<session>-<n>`: unique everywhere, and ordered as text within their session. */
export const writeLogId = (sessionNo: number, n: number): string =>
  `${sessionNo.toString(36)}-${String(n).padStart(10, '0')}`

/** The line's number in that session; `null` if the id is not one of it. */
export const readLogId = (sessionNo: number, logId: string): number | null => {
  const [session, n] = logId.split('-')
  return session === sessionNo.toString(36) && /^\d{10}$/.test(n ?? '') ? Number(n) : null
}
