/** One line of the help: `keys` are alternatives, each a chord; `act` names its sentence in `logs.keys.act`. */
export interface Shortcut {
  readonly keys: readonly (readonly string[])[]
  readonly act: string
}

/** `name` is a title in `logs.keys.group`. */
export interface ShortcutGroup {
  readonly name: 'read' | 'line' | 'find' | 'strip'
  readonly shortcuts: readonly Shortcut[]
}

/** Stands for Ctrl, and for ⌘ where there is one. */
export const MOD = 'Mod'
/** Its name is translated. */
export const SPACE = 'Space'

/** All keys of the log, in the order in which somebody learns them. */
export const SHORTCUTS: readonly ShortcutGroup[] = [
  {
    name: 'read',
    shortcuts: [
      { keys: [[SPACE]], act: 'follow' },
      { keys: [['End']], act: 'end' },
      { keys: [['Home']], act: 'home' },
      { keys: [['↑'], ['↓']], act: 'move' },
      { keys: [['PgUp'], ['PgDn']], act: 'page' },
      { keys: [['n']], act: 'nextError' },
      { keys: [['Shift', 'n']], act: 'previousError' },
      { keys: [['m']], act: 'mark' },
      { keys: [['w']], act: 'wrap' },
      { keys: [['/']], act: 'filter' },
      { keys: [['e']], act: 'export' },
      { keys: [['?']], act: 'help' },
    ],
  },
  {
    name: 'line',
    shortcuts: [
      { keys: [['Enter']], act: 'open' },
      { keys: [['c']], act: 'copy' },
      { keys: [['Shift', 'c']], act: 'copyLink' },
      { keys: [[MOD, 'a']], act: 'selectAll' },
      { keys: [[MOD, 'c']], act: 'copySelected' },
      { keys: [['Esc']], act: 'escape' },
    ],
  },
  {
    name: 'find',
    shortcuts: [
      { keys: [[MOD, 'f']], act: 'find' },
      { keys: [['Enter']], act: 'findNext' },
      { keys: [['Shift', 'Enter']], act: 'findPrevious' },
      { keys: [['Esc']], act: 'findClose' },
    ],
  },
  {
    name: 'strip',
    shortcuts: [
      { keys: [['←'], ['→']], act: 'stripMove' },
      {
        keys: [
          ['Shift', '←'],
          ['Shift', '→'],
        ],
        act: 'stripSelect',
      },
      { keys: [['Enter']], act: 'stripJump' },
      { keys: [['Esc']], act: 'stripClear' },
    ],
  },
]
