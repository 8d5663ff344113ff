/** Which part of the contracts changed; `documents` are the questions that the remote sends. */
export type Part = 'host' | 'graphql' | 'rest' | 'stream' | 'documents'

/**
 * `breaking`: somebody who keeps to the published version fails. `risky`: nobody has to fail, yet somebody may have
 * relied on it. `addition`: nobody notices who does not look for it.
 */
export type Level = 'breaking' | 'risky' | 'addition'

/** One difference, as a sentence without its full stop. */
export interface Change {
  readonly part: Part
  readonly level: Level
  readonly what: string
}

/** Makes changes of one part. */
export const changesOf = (part: Part) => ({
  breaking: (what: string): Change => ({ part, level: 'breaking', what }),
  risky: (what: string): Change => ({ part, level: 'risky', what }),
  addition: (what: string): Change => ({ part, level: 'addition', what }),
})

export type ChangeMaker = ReturnType<typeof changesOf>

/** Keys of one that the other does not have. */
export const missingFrom = <T>(one: Iterable<T>, other: Iterable<T>): T[] => {
  const known = new Set(other)
  return [...one].filter((key) => !known.has(key))
}
