import { setup, type Preview } from '@storybook/vue3-vite'
import { createPinia } from 'pinia'
import { onStage, TOOLBAR } from '../remote-dev-hotload/stories/on-stage.ts'

// As in a shell that uses Pinia itself.
setup((app) => void app.use(createPinia()))

const preview: Preview = {
  decorators: [onStage],
  ...TOOLBAR,
  parameters: {
    layout: 'fullscreen',
    controls: { disable: true },
    // A violation fails `npm run storybook:test`; in the browser it is shown beside the story.
    a11y: { test: 'error', config: { rules: [{ id: 'target-size', enabled: true }] } },
    options: { storySort: { method: 'alphabetical' } },
  },
}

export default preview
