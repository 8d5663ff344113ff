import { shallowReactive } from 'vue'

/** What the toolbar chooses. */
export interface Look {
  theme: 'light' | 'dark'
  locale: 'en-US' | 'zh-CN'
  density: 'cosy' | 'compact'
  /** Width of the panel in CSS px. */
  width: number
  /** `hostile`: a page whose own style sheet reaches for everything. */
  host: 'plain' | 'hostile'
}

export const startLook: Readonly<Look> = {
  theme: 'light',
  locale: 'en-US',
  density: 'cosy',
  width: 900,
  host: 'plain',
}

/** Storybook keeps a story mounted when a choice changes, so what is chosen has to be reactive. */
export const look = shallowReactive<Look>({ ...startLook })

const oneOf = <T>(value: unknown, choices: readonly T[], fallback: T): T =>
  choices.find((choice) => String(choice) === String(value)) ?? fallback

export const WIDTHS = [320, 600, 900, 1440] as const

/** Globals come from the address too, so they may be anything. */
export function follow(globals: Readonly<Record<string, unknown>>): void {
  look.theme = oneOf(globals['theme'], ['light', 'dark'] as const, startLook.theme)
  look.locale = oneOf(globals['locale'], ['en-US', 'zh-CN'] as const, startLook.locale)
  look.density = oneOf(globals['density'], ['cosy', 'compact'] as const, startLook.density)
  look.width = oneOf<number>(globals['width'], WIDTHS, startLook.width)
  look.host = oneOf(globals['host'], ['plain', 'hostile'] as const, startLook.host)
}
