import { describe, expect, it } from 'vitest'
import { findExport } from './door-names.ts'

const create = () => 'routes'

describe('findExport', () => {
  it.each([
    ['a module with named exports', { create, default: { create } }],
    ['a module that was wrapped', { default: { create }, __esModule: true }],
    ['a module with only a default', { default: create }],
    ['the thing itself', create],
  ])('finds it in %s', (_name, door) => {
    expect(findExport(door, 'create')).toBe(create)
  })

  it('finds a component that is the default', () => {
    const component = { setup: create }
    expect(findExport({ default: component }, 'Panel')).toBe(component)
    expect(findExport(component, 'Panel')).toBe(component)
  })

  it('finds nothing in nothing', () => {
    expect(findExport(undefined, 'create')).toBeUndefined()
    expect(findExport(null, 'create')).toBeUndefined()
  })
})
