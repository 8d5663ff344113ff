/** A cell of a table: one line, and no bar that ends it. */
const cell = (text: string): string => text.replace(/\s+/g, ' ').trim().replaceAll('|', '\\|') || '–'

/** A table in Markdown. */
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.map(cell).join(' | ')} |`).join('\n')

export const code = (text: string): string => (text === '' ? '' : `\`${text.replaceAll('`', '')}\``)

/** A page: what it is made from stands at its top, so that nobody edits it by hand. */
export const page = (title: string, source: string, parts: readonly string[]): string =>
  [`# ${title}`, `Made by \`npm run docs:reference\` from ${source}; a test fails when it is stale.`, ...parts].join(
    '\n\n',
  ) + '\n'
