/** Something that the panel watches for. What it raises it also takes back. */
export interface Rule {
  /** To be called about once a second. */
  look(): void
  /** Another tenant or person: nothing of the old one counts. Its alerts are cleared with its stores. */
  changeScope(): void
  dispose(): void
}
