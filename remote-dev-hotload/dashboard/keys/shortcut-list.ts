/** One line of the help: `keys` are alternatives, each a chord; `act` names its sentence in `keys.act`. */
export interface PanelShortcut {
  readonly keys: readonly (readonly string[])[]
  readonly act: string
  /** It is a key without Ctrl or ⌘, which can be switched off. */
  readonly isSingle?: true
}

/** `name` is a title in `keys.group`. */
export interface PanelShortcutGroup {
  readonly name: 'panel' | 'list' | 'session' | 'dialog'
  readonly shortcuts: readonly PanelShortcut[]
}

/** Keys outside of the log, whose own list is the log's. In the order in which somebody learns them. */
export const PANEL_SHORTCUTS: readonly PanelShortcutGroup[] = [
  {
    name: 'panel',
    shortcuts: [
      { keys: [['Mod', 'K']], act: 'palette' },
      { keys: [['?']], act: 'help', isSingle: true },
      { keys: [['F6'], ['Shift', 'F6']], act: 'zones' },
    ],
  },
  {
    name: 'list',
    shortcuts: [
      { keys: [['↑'], ['↓'], ['Home'], ['End'], ['PgUp'], ['PgDn']], act: 'move' },
      { keys: [['j'], ['k']], act: 'moveLetters', isSingle: true },
      { keys: [['Enter']], act: 'open' },
      { keys: [['Space']], act: 'select' },
      {
        keys: [
          ['Shift', '↑'],
          ['Shift', '↓'],
        ],
        act: 'extend',
      },
      { keys: [['r']], act: 'reload', isSingle: true },
      { keys: [['t']], act: 'terminate', isSingle: true },
      { keys: [['/']], act: 'search', isSingle: true },
    ],
  },
  {
    name: 'session',
    shortcuts: [
      { keys: [['←'], ['→']], act: 'tabs' },
      { keys: [['r']], act: 'reloadOpen', isSingle: true },
      { keys: [['t']], act: 'terminateOpen', isSingle: true },
    ],
  },
  {
    name: 'dialog',
    shortcuts: [
      { keys: [['Esc']], act: 'close' },
      { keys: [['↑'], ['↓'], ['Home'], ['End'], ['PgUp'], ['PgDn']], act: 'paletteMove' },
      { keys: [['Enter']], act: 'paletteChoose' },
    ],
  },
]
