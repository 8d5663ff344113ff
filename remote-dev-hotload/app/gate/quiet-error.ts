import { errorName } from '../../ui/fault-note.ts'

const FRAME = /^\s*(?:at |[^\s@]*@).{1,300}:\d+:\d+\)?$/
/** What may stand behind the path of a file: it can be a token, and says nothing about the place. */
const QUERY = /[?#].*?(?=:\d+:\d+\)?$)/
/** A code, a short id, or a name in code of at most five words: what is drawn at random does not read like that. */
const PLAIN = /^(?:DH_[A-Z]+_\d{3}|[\da-f]{8}|(?:[A-Z]{0,4}[a-z]{2,16}[.:_-]?){1,5})$/

/**
 * The kind of error and where it came from. Its own words may be a server's or a plugin's and stay here, also those
 * that look like a line of the stack.
 */
export function withoutWords(error: unknown, code: string): Error {
  const name = errorName(error)
  const kind = PLAIN.test(name) ? name : 'Error'
  const quiet = Object.assign(new Error(`${code}: ${kind}`), { name: kind })
  const { stack = '', message = '' } = error instanceof Error ? error : {}
  const frames = `${stack}`.replace(message, '').split('\n')
  quiet.stack = [
    quiet.message,
    ...frames.map((line) => line.replace(QUERY, '')).filter((line) => FRAME.test(line)),
  ].join('\n')
  return quiet
}

/** What is told beside the error, as far as it is words of ours. The keys are always ours. */
export const plainWords = (context: Record<string, string> = {}): Record<string, string> =>
  Object.fromEntries(Object.entries(context).map(([key, word]) => [key, PLAIN.test(word) ? word : '[masked]']))
