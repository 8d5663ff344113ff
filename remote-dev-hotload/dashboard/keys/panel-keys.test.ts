import { describe, expect, it } from 'vitest'
import { panelKeyAct, type KeyLike } from './panel-keys.ts'

const key = (name: string, patch: Partial<KeyLike> = {}): KeyLike => ({
  key: name,
  code: '',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  isComposing: false,
  keyCode: 0,
  repeat: false,
  ...patch,
})
const inside = (html: string): Element => {
  const box = document.createElement('div')
  box.insertAdjacentHTML('beforeend', html)
  return box.querySelector('[data-here]')!
}
const free = inside('<p data-here></p>')
const field = inside('<input data-here>')
const ofSession = inside('<div data-keys="session"><button data-here></button></div>')

const act = (event: KeyLike, target: Element | null = free, singleKeys = true, isApple = false) =>
  panelKeyAct(event, { target, singleKeys, isApple })

describe('the keys of the panel', () => {
  it('open the palette from everywhere, also while somebody types', () => {
    expect(act(key('k', { ctrlKey: true }))).toBe('palette')
    expect(act(key('K', { ctrlKey: true }), field)).toBe('palette')
    expect(act(key('k', { metaKey: true }), field, true, true)).toBe('palette')
    expect(act(key('л', { code: 'KeyK', ctrlKey: true }))).toBe('palette')
  })

  it('leave to the keyboard what is its own', () => {
    // Deletes to the end of the line on Apple's keyboards.
    expect(act(key('k', { ctrlKey: true }), field, true, true)).toBeNull()
    expect(act(key('k', { metaKey: true }))).toBeNull()
    expect(act(key('k', { ctrlKey: true, shiftKey: true }))).toBeNull()
    expect(act(key('k', { ctrlKey: true, altKey: true }))).toBeNull()
    expect(act(key('j', { code: 'KeyK', ctrlKey: true }))).toBeNull()
    expect(act(key('k', { ctrlKey: true, repeat: true }))).toBeNull()
  })

  it('tell help and zones', () => {
    expect(act(key('?', { shiftKey: true }))).toBe('help')
    expect(act(key('F6'))).toBe('next-zone')
    expect(act(key('F6', { shiftKey: true }), field)).toBe('previous-zone')
    expect(act(key('F6', { ctrlKey: true }))).toBeNull()
  })

  it('are about the open session in its header only', () => {
    expect(act(key('r'), ofSession)).toBe('reload')
    expect(act(key('t'), ofSession)).toBe('terminate')
    for (const event of [key('r', { shiftKey: true }), key('r', { ctrlKey: true }), key('r', { repeat: true })])
      expect(act(event, ofSession)).toBeNull()
    expect(act(key('r'))).toBeNull()
  })

  it('are nobody’s where somebody types: “?” and “r” are letters there', () => {
    const fields = ['<input data-here>', '<textarea data-here></textarea>', '<select data-here></select>']
    for (const html of [...fields, '<p contenteditable="true"><b data-here></b></p>']) {
      expect([html, act(key('?'), inside(html))]).toEqual([html, null])
      expect([html, act(key('r'), inside(`<div data-keys="session">${html}</div>`))]).toEqual([html, null])
    }
  })

  it('are the dialog’s and the popover’s own while one is open', () => {
    for (const html of ['<dialog><i data-here></i></dialog>', '<div popover="auto"><i data-here></i></div>'])
      for (const event of [key('k', { ctrlKey: true }), key('F6'), key('?')])
        expect(act(event, inside(html))).toBeNull()
  })

  it('are the input method’s while it makes a word', () => {
    for (const patch of [{ isComposing: true }, { keyCode: 229 }])
      for (const event of [key('k', { ctrlKey: true, ...patch }), key('?', patch), key('F6', patch)])
        expect(act(event)).toBeNull()
  })

  it('are none without Ctrl or ⌘ once single keys are switched off', () => {
    expect(act(key('?'), free, false)).toBeNull()
    expect(act(key('t'), ofSession, false)).toBeNull()
    expect(act(key('k', { ctrlKey: true }), free, false)).toBe('palette')
    expect(act(key('F6'), free, false)).toBe('next-zone')
  })
})
