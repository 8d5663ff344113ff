import type { Matcher, RE2JS as Re2 } from 're2js'
import { err, importChunk, ok, type Result } from '../../kernel/index.ts'
import type { TextRange } from './log-find.ts'
import type { PatternProblem } from './log-view.ts'
import { MAX_RANGES, type TextSearch } from './text-search.ts'

/** Makes a search of a pattern, or says why it cannot. Time grows with the length of the line and nothing else. */
export type CompilePattern = (pattern: string) => Result<TextSearch, PatternProblem>

/** The module with the engine; a part of its own that only loads when the first pattern is used. */
export type LoadEngine = () => Promise<{ readonly RE2JS: typeof Re2 }>

/** A failed download is remembered by the browser, so each attempt may take another way. */
const loadRe2: LoadEngine = () => importChunk(() => import('re2js'), true)

/** A filter travels in the address: whoever made the link must not choose how long each line takes. */
const MAX_LENGTH = 2_000
const MAX_PROGRAM = 2_000
/** Finding where a hit begins takes the slow way through the engine; nobody sees further into a line than this. */
const MAX_MARKED = 8 * 1024
const MAX_DETAIL = 120

const LOOK_AROUND = /^\(\?<?[=!>]/
const BACK_REFERENCE = /^\\[1-9k]/

const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim().slice(0, MAX_DETAIL)

/** What the engine throws for a pattern that it cannot read; any other error is a bug and stays one. */
function problemOf(error: unknown): PatternProblem {
  if (!(error instanceof Error)) throw error
  const what = 'error' in error && typeof error.error === 'string' ? error.error : ''
  if (what === '') return { kind: 'syntax', detail: oneLine(error.message) }
  const where = 'input' in error && typeof error.input === 'string' ? error.input.replace(/^\(\?i\)/, '') : ''
  const detail = oneLine(where === '' ? what : `${what}: ${where}`)
  return { kind: LOOK_AROUND.test(where) || BACK_REFERENCE.test(where) ? 'unsupported' : 'syntax', detail }
}

function rangesOf(matcher: Matcher): readonly TextRange[] {
  const found: TextRange[] = []
  while (found.length < MAX_RANGES && matcher.find()) {
    if (matcher.end() > matcher.start()) found.push([matcher.start(), matcher.end()])
  }
  return found
}

/** Loads the engine. Refused as a value when that part of the panel cannot be fetched. */
export async function loadPatterns(load: LoadEngine = loadRe2): Promise<Result<CompilePattern, PatternProblem>> {
  let engine: typeof Re2
  try {
    engine = (await load()).RE2JS
  } catch {
    return err({ kind: 'unsupported', detail: 'the pattern engine could not be loaded' })
  }
  return ok((pattern) => {
    if (pattern.length > MAX_LENGTH) return err({ kind: 'syntax', detail: `longer than ${MAX_LENGTH} characters` })
    let compiled: Re2
    try {
      compiled = engine.compile(pattern, engine.CASE_INSENSITIVE)
    } catch (error) {
      return err(problemOf(error))
    }
    if (compiled.programSize() > MAX_PROGRAM) return err({ kind: 'syntax', detail: 'too many repetitions' })
    return ok({
      has: (line) => compiled.test(line),
      ranges: (line) => rangesOf(compiled.matcher(line.slice(0, MAX_MARKED))),
    })
  })
}
