/** One kind of warning or error, told apart by its fingerprint. */
export interface DiffItem {
  /** `new`: not there before this reload. `still`: there before and after. `gone`: not seen since. */
  readonly state: 'new' | 'still' | 'gone'
  readonly fingerprint: number
  /** Highest severity rank seen, 3 (warn) … 5 (fatal). */
  readonly rank: number
  /** Readable text of its newest line. */
  readonly text: string
  /** Lines since the newest reload, and between the one before and it. */
  readonly now: number
  readonly before: number
  /** `seq` of its newest line. */
  readonly seq: number
}

/** What the newest reload of a session broke and mended. Null counts do not exist: no reload, no diff. */
export interface ReloadDiff {
  /** The newest reload's number. */
  readonly sequence: number
  /** Worst and newest first; `new`, then `still`, then `gone`. */
  readonly items: readonly DiffItem[]
  readonly counts: { readonly new: number; readonly still: number; readonly gone: number }
}
