import type { Decorator } from '@storybook/vue3-vite'
import { h, resolveComponent } from 'vue'
import { follow, startLook, WIDTHS } from './look.ts'
import Stage from './Stage.vue'

const choice = <Icon extends string>(
  title: string,
  icon: Icon,
  items: readonly { value: string; title: string }[],
) => ({
  description: title,
  toolbar: { title, icon, items: [...items], dynamicTitle: true },
})

/** The toolbar and what it says at first. */
export const TOOLBAR = {
  initialGlobals: { ...startLook, width: String(startLook.width) },
  globalTypes: {
    theme: choice('Theme', 'contrast', [
      { value: 'light', title: 'Light' },
      { value: 'dark', title: 'Dark' },
    ]),
    locale: choice('Language', 'globe', [
      { value: 'en-US', title: 'English' },
      { value: 'zh-CN', title: '中文' },
    ]),
    density: choice('Density', 'listunordered', [
      { value: 'cosy', title: 'Cosy rows' },
      { value: 'compact', title: 'Compact rows' },
    ]),
    width: choice(
      'Width',
      'grow',
      WIDTHS.map((width) => ({ value: String(width), title: `${width} px` })),
    ),
    host: choice('Page around it', 'browser', [
      { value: 'plain', title: 'Plain page' },
      { value: 'hostile', title: 'Hostile styles' },
    ]),
  },
}

/** Every story stands in a real surface: a shadow root with adopted styles, in a page with a look of its own. */
export const onStage: Decorator = (_story, { globals, parameters }) => {
  follow(globals)
  const height: unknown = parameters['height']
  return {
    render: () =>
      h(Stage, { height: typeof height === 'number' ? height : null }, { default: () => h(resolveComponent('story')) }),
  }
}
