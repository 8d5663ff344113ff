import { posix } from 'node:path'

/** Links and pictures of a Markdown text, as written; code is left out. */
export function linksOf(markdown: string): readonly string[] {
  const prose = markdown.replace(/^(```|~~~)[\s\S]*?^\1/gm, '').replace(/`[^`\n]*`/g, '')
  return [...prose.matchAll(/\]\(<?([^)\s>]+)>?(?:\s+"[^"]*")?\)/g)].map((found) => found[1]!)
}

/** How a heading is called in an address, as GitHub does it. */
export const anchorOf = (heading: string): string =>
  heading
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[`*]/g, '')
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-')

/** The addresses of all headings of a text. */
export function anchorsOf(markdown: string): ReadonlySet<string> {
  const prose = markdown.replace(/^(```|~~~)[\s\S]*?^\1/gm, '')
  return new Set([...prose.matchAll(/^#{1,6}\s+(.+)$/gm)].map((found) => anchorOf(found[1]!)))
}

interface Files {
  has(path: string): boolean
  read(path: string): string | null
}

/** Links of a text to files of the repository, or to headings in them, that are not there. */
export function brokenLinks(path: string, markdown: string, files: Files): readonly string[] {
  return linksOf(markdown).filter((link) => {
    if (/^[a-z][a-z+.-]*:/i.test(link)) return false
    const [target = '', anchor] = link.split('#')
    const file = target === '' ? path : posix.normalize(posix.join(posix.dirname(path), decodeURI(target)))
    if (file.startsWith('../') || !files.has(file)) return true
    if (anchor === undefined || !file.endsWith('.md')) return false
    return !anchorsOf(files.read(file) ?? '').has(decodeURI(anchor))
  })
}
