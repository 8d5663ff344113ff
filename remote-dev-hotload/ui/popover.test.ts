import { mount } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import Popover from './Popover.vue'
import { placeBeside } from './popover-place.ts'

describe('the place of a popover', () => {
  const view = { width: 320, height: 600 }
  const box = { width: 300, height: 200 }

  it('is below its button', () => {
    expect(placeBeside({ left: 10, top: 20, bottom: 50 }, box, view)).toEqual({ left: 10, top: 54, maxHeight: 538 })
  })

  it('is above it where there is more room', () => {
    expect(placeBeside({ left: 10, top: 500, bottom: 530 }, box, view)).toMatchObject({ top: 296, maxHeight: 488 })
  })

  it('never leaves the view, and gives a box without room a height to scroll in', () => {
    expect(placeBeside({ left: 310, top: 20, bottom: 50 }, box, view).left).toBe(12)
    expect(placeBeside({ left: 10, top: 20, bottom: 50 }, { width: 900, height: 9_000 }, view)).toEqual({
      left: 8,
      top: 54,
      maxHeight: 538,
    })
  })
})

describe('a popover', () => {
  const mounted: { unmount(): void }[] = []
  afterEach(() => mounted.splice(0).forEach((one) => one.unmount()))

  function show() {
    const popover = mount(Popover, {
      attachTo: document.body,
      props: { label: 'Filters', name: 'Filters' },
      slots: { default: '<input data-testid="inner" type="search" value="kept" />' },
    })
    mounted.push(popover)
    const box = popover.get<HTMLElement>('[popover]')
    const tell = async (newState: 'open' | 'closed') => {
      box.element.dispatchEvent(Object.assign(new Event('beforetoggle'), { newState }))
      await popover.vm.$nextTick()
    }
    let closed = 0
    box.element.hidePopover = () => void closed++
    return { popover, box, button: popover.get('button'), tell, closed: () => closed }
  }

  it('belongs to its button and holds its content only while it is open', async () => {
    const { popover, box, button, tell } = show()
    expect(button.attributes()).toMatchObject({ popovertarget: box.attributes('id'), 'aria-expanded': 'false' })
    expect(popover.find('[data-testid="inner"]').exists()).toBe(false)
    await tell('open')
    expect(button.attributes('aria-expanded')).toBe('true')
    expect(popover.find('[data-testid="inner"]').exists()).toBe(true)
    await tell('closed')
    expect(popover.find('[data-testid="inner"]').exists()).toBe(false)
  })

  it('closes with Esc and leaves the text of a search box alone', async () => {
    const { popover, tell, closed } = show()
    await tell('open')
    const inner = popover.get('[data-testid="inner"]').element
    const escape = new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true })
    inner.dispatchEvent(escape)
    expect(escape.defaultPrevented).toBe(true)
    expect(closed()).toBe(1)
  })

  it('closes when the focus goes on to something else, not when the window loses it', async () => {
    const { popover, button, tell, closed } = show()
    await tell('open')
    const inner = popover.get('[data-testid="inner"]')
    await inner.trigger('focusout', { relatedTarget: null })
    await inner.trigger('focusout', { relatedTarget: button.element })
    expect(closed()).toBe(0)
    await inner.trigger('focusout', { relatedTarget: document.body })
    expect(closed()).toBe(1)
  })
})
