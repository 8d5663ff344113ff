/** A block of shell commands in a document. */
export interface ShellBlock {
  readonly line: number
  readonly commands: string
  /** Marked `sh run`: complete as it stands, and carried out by a test. */
  readonly isRun: boolean
}

/** The blocks of a Markdown text whose language is `sh`, also inside of lists. */
export function shellBlocks(markdown: string): readonly ShellBlock[] {
  const blocks: ShellBlock[] = []
  for (const found of markdown.matchAll(/^( *)```sh([^\n]*)\n([\s\S]*?)\n\1```/gm)) {
    const [, indent = '', words = '', body = ''] = found
    const commands = body
      .split('\n')
      .map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line))
      .join('\n')
    const line = markdown.slice(0, found.index).split('\n').length
    blocks.push({ line, commands, isRun: words.trim().split(/\s+/).includes('run') })
  }
  return blocks
}

/** Names of the npm scripts that a text tells to run. */
export const npmScripts = (text: string): readonly string[] =>
  [...text.matchAll(/\bnpm (?:run (?:--silent )?([a-z][\w:-]*)|(test|start))\b/g)].map((found) => found[1] ?? found[2]!)
