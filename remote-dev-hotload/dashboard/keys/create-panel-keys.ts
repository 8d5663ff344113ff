import { assertNever } from '../../kernel/index.ts'
import { panelKeyAct, type PanelKeyAct } from './panel-keys.ts'
import type { Zones } from './zones.ts'

export interface PanelKeyDeps {
  readonly zones: Zones
  readonly singleKeys: () => boolean
  readonly isApple: boolean
  openPalette(): void
  openHelp(): void
  /** About the session that is open; false when none is. */
  ask(command: 'reload' | 'terminate'): boolean
}

export interface PanelKeys {
  /** On its way down: before a field or a room can take the key for its own. */
  onCapture(event: KeyboardEvent): void
  /** On its way up: what a room has taken is the room's. */
  onBubble(event: KeyboardEvent): void
}

/** The keys of the panel. A key that the shell has taken is the shell's: it is `defaultPrevented` when it arrives. */
export function createPanelKeys(deps: PanelKeyDeps): PanelKeys {
  const { zones, singleKeys, isApple } = deps

  function actOf(event: KeyboardEvent): PanelKeyAct | null {
    if (event.defaultPrevented) return null
    // Heard outside of the shadow root, `target` would be its host.
    const [inner] = event.composedPath()
    const target = inner instanceof Element ? inner : null
    return panelKeyAct(event, { target, singleKeys: singleKeys(), isApple })
  }

  function run(act: PanelKeyAct): boolean {
    switch (act) {
      case 'palette':
        deps.openPalette()
        return true
      case 'help':
        deps.openHelp()
        return true
      case 'next-zone':
        return zones.step(1)
      case 'previous-zone':
        return zones.step(-1)
      case 'reload':
      case 'terminate':
        return deps.ask(act)
      default:
        return assertNever(act)
    }
  }

  const take = (event: KeyboardEvent, act: PanelKeyAct | null) => act !== null && run(act) && event.preventDefault()

  return {
    onCapture(event) {
      const act = actOf(event)
      if (act === 'palette') take(event, act)
    },
    onBubble: (event) => void take(event, actOf(event)),
  }
}
