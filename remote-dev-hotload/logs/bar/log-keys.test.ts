import { describe, expect, it } from 'vitest'
import { actionOf, type KeyLike, type LogAction } from './log-keys.ts'

const list = document.createElement('section')

const press = (key: string, more: Partial<KeyLike> = {}): LogAction | null =>
  actionOf({
    key,
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    shiftKey: false,
    isComposing: false,
    keyCode: 0,
    repeat: false,
    target: list,
    ...more,
  })

describe('the keys of the log', () => {
  it.each<[string, Partial<KeyLike>, LogAction]>([
    [' ', {}, 'follow'],
    ['/', {}, 'filter'],
    ['/', { shiftKey: true }, 'filter'],
    ['f', { ctrlKey: true }, 'find'],
    ['f', { metaKey: true }, 'find'],
    ['n', {}, 'next-error'],
    ['N', { shiftKey: true }, 'previous-error'],
    ['N', {}, 'next-error'],
    ['m', {}, 'mark'],
    ['w', {}, 'wrap'],
    ['e', {}, 'export'],
    ['?', { shiftKey: true }, 'help'],
  ])('%j with %o is %s', (key, more, action) => {
    expect(press(key, more)).toBe(action)
  })

  it.each<[string, Partial<KeyLike>]>([
    ['x', {}],
    ['f', {}],
    [' ', { shiftKey: true }],
    ['m', { shiftKey: true }],
    ['w', { ctrlKey: true }],
    ['e', { metaKey: true }],
    ['n', { altKey: true }],
    ['f', { ctrlKey: true, shiftKey: true }],
    ['f', { ctrlKey: true, metaKey: true }],
    ['Process', {}],
  ])('%j with %o is left to the browser', (key, more) => {
    expect(press(key, more)).toBeNull()
  })

  it('do nothing while a word is being composed', () => {
    expect(press('n', { isComposing: true })).toBeNull()
    expect(press('n', { keyCode: 229 })).toBeNull()
  })

  it.each(['input', 'textarea', 'select'])('belong to whoever types in an %s', (tag) => {
    const target = document.createElement(tag)
    expect(press('n', { target })).toBeNull()
    expect(press('f', { target, ctrlKey: true })).toBeNull()
  })

  it('belong to editable text, and not to what switches that off', () => {
    const target = document.createElement('div')
    target.setAttribute('contenteditable', 'true')
    expect(press('m', { target })).toBeNull()
    target.setAttribute('contenteditable', 'false')
    expect(press('m', { target })).toBe('mark')
  })

  it('leave Space to the button that has the focus', () => {
    const target = document.createElement('button')
    expect(press(' ', { target })).toBeNull()
    expect(press('n', { target })).toBe('next-error')
  })

  it('held down go on from error to error and switch nothing to and fro', () => {
    expect(press('n', { repeat: true })).toBe('next-error')
    expect(press('w', { repeat: true })).toBeNull()
    expect(press(' ', { repeat: true })).toBeNull()
  })
})
