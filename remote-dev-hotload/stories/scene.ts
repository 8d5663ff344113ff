import type { StoryObj } from '@storybook/vue3-vite'
import { defineComponent, h, type VNodeChild } from 'vue'
import { providePorts } from '../app/panel/provide-ports.ts'
import { createFakePanel, type FakePanel } from './fake-panel.ts'

export interface Scene {
  /** What is on the stage. */
  readonly show: (panel: FakePanel) => VNodeChild
  /** What has happened before the curtain rises. */
  readonly given?: (panel: FakePanel) => void
  /** What happens once everything is drawn and has its size. */
  readonly then?: (panel: FakePanel, surface: ShadowRoot) => void | Promise<void>
  /** Address of the panel. */
  readonly path?: string
  /** Of the surface, CSS px; left out, the content says. */
  readonly height?: number
}

/** A page that nobody sees is given no frames. */
const frame = () =>
  new Promise<void>((resolve) => {
    requestAnimationFrame(() => resolve())
    setTimeout(resolve, 100)
  })

/** Sizes are told a frame after the first drawing, and what follows from them is drawn in the next. */
async function drawn(): Promise<void> {
  for (let frames = 0; frames < 3; frames++) await frame()
}

/** A story in a panel of its own: real stores and ports, a clock that stands still. */
export function scene({ show, given, then, path, height }: Scene): StoryObj {
  let panel: FakePanel | null = null
  const Set = defineComponent(() => {
    const own = createFakePanel(path)
    panel = own
    given?.(own)
    providePorts(own.panel)
    return () => h('div', { class: 'dh-set' }, [show(own)])
  })
  return {
    render: () => ({ render: () => h(Set) }),
    parameters: { height },
    async play({ canvasElement }) {
      await drawn()
      const surface = canvasElement.querySelector('[data-dev-hotload]')?.shadowRoot
      if (panel && surface) await then?.(panel, surface)
      await drawn()
    },
  }
}
