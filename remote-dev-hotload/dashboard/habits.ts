/** How the reader likes to work; kept for the next visit. */
export interface Habits {
  /** Keys without Ctrl or ⌘, such as `r` and `t` in the list. */
  readonly singleKeys: boolean
  /** Somebody else's session is ended only after its name was typed. */
  readonly typedName: boolean
  /** The browser may notify while nobody sees the page; it must have been allowed to as well. */
  readonly notifications: boolean
}

export const defaultHabits: Habits = { singleKeys: true, typedName: false, notifications: false }
