import type { StoryObj } from '@storybook/vue3-vite'
import { h, type VNodeChild } from 'vue'

/** A story of something dumb: what it is told is all there is. `height` of the surface in CSS px. */
export const part = (show: () => VNodeChild, height?: number): StoryObj => ({
  render: () => ({ render: () => h('div', { class: 'dh-story' }, [show()]) }),
  parameters: { height },
})
