/** A word that every shell takes as it is. Nothing that a server or an address made up is quoted: shells differ. */
const PLAIN = /^[\w.:/-]{1,200}$/

export interface CommandWish {
  readonly sessionIds: readonly string[]
  /** '' for all. */
  readonly level: string
  /** Null leaves the command's own default. */
  readonly apiUrl: string | null
}

/** The command that exports what the server keeps. Words that are not plain become a `<placeholder>`. */
export function exportCommand({ sessionIds, level, apiUrl }: CommandWish): string {
  const plain = (value: string, name: string) => (PLAIN.test(value) ? value : `<${name}>`)
  const ids = sessionIds.length === 0 ? ['<session id>'] : sessionIds.map((id) => plain(id, 'session id'))
  return [
    'npm run devhotload:export-logs --',
    ...(apiUrl === null ? [] : [`--api ${plain(apiUrl, 'address')}`]),
    ...ids.map((id) => `--session ${id}`),
    ...(level === '' ? [] : [`--level ${plain(level, 'level')}`]),
    '--format jsonl',
  ].join(' ')
}
