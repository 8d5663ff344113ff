import { FitAddon } from '@xterm/addon-fit'
import { SearchAddon } from '@xterm/addon-search'
import { Terminal } from '@xterm/xterm'
import '@xterm/xterm/css/xterm.css'
import { readLines } from '../read-lines.ts'
import { seqOf, type StartViewer } from '../viewer.ts'

/** A terminal that takes each line as it comes; it follows by itself and joins writes. */
export const start: StartViewer = async (root, { retention }) => {
  const field = document.createElement('input')
  field.type = 'search'
  const box = document.createElement('div')
  box.style.cssText = 'flex: 1; min-height: 0'
  root.append(field, box)

  const terminal = new Terminal({ scrollback: retention, fontSize: 12, convertEol: true })
  const search = new SearchAddon()
  const fit = new FitAddon()
  terminal.loadAddon(search)
  terminal.loadAddon(fit)
  terminal.open(box)
  fit.fit()
  field.addEventListener('input', () => void search.findNext(field.value))

  // Counted when the terminal has worked it in, not when it was put into its queue.
  let received = 0
  await readLines((line) => terminal.writeln(line, () => received++))
  return {
    newest: () => {
      const rows = box.querySelector('.xterm-rows')?.children ?? []
      // A long line is wrapped: its beginning stands some rows above the end.
      for (let at = rows.length - 1; at >= 0; at--) {
        const text = rows[at]!.textContent
        if (seqOf(text) > 0) return text
      }
      return null
    },
    received: () => received,
    field: () => field,
    key: '~',
  }
}
