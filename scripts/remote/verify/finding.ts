/** Something that a deployed panel does not keep of what its manifest promises; `advice` is no failure. */
export interface Finding {
  readonly severity: 'error' | 'advice'
  /** File it is about; null for the whole. */
  readonly file: string | null
  /** A full sentence. */
  readonly text: string
}

export const failed = (file: string | null, text: string): Finding => ({ severity: 'error', file, text })
export const advised = (file: string | null, text: string): Finding => ({ severity: 'advice', file, text })
