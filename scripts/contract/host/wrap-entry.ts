/** The global of the checked page that the wrapper tells of each host; see `in-page.ts`. */
export const PAGE_GLOBAL = 'devHotloadContract'

/** Marks the address under which the wrapper asks for the real entry. */
export const ORIGINAL_MARK = 'devHotloadOriginal'

/**
 * Source of a module that stands in for the remote's entry: the same container, whose doors tell which host they are
 * given before they do what they do. Neither the shell nor the remote has to know of the check.
 */
export const wrapEntry = (originalUrl: string): string => `
import * as original from ${JSON.stringify(originalUrl)}
export * from ${JSON.stringify(originalUrl)}

const HOST_ARGUMENT = { createDevHotloadGuard: 0, evaluateAccess: 0, createDevHotloadRoutes: 0, mount: 1 }
const tell = (door, host) => globalThis.${PAGE_GLOBAL}?.record(door, host)

const wrapFunction = (door, inner, at) =>
  Object.assign(function (...args) {
    tell(door, args[at])
    return Reflect.apply(inner, this, args)
  }, inner)

const wrapComponent = (door, inner) => ({
  ...inner,
  setup(props, context) {
    tell(door, props.host)
    return inner.setup?.(props, context)
  },
})

function wrap(door, name, value) {
  if (typeof value === 'function') return wrapFunction(door, value, HOST_ARGUMENT[name])
  return typeof value === 'object' && value !== null ? wrapComponent(door, value) : value
}

const isComponent = (value) => typeof value?.setup === 'function' || typeof value?.render === 'function'

function wrapModule(door, module) {
  if (isComponent(module)) return wrapComponent(door, module)
  if (typeof module !== 'object' || module === null) return module
  const copy = {}
  for (const [name, value] of Object.entries(module)) {
    if (name in HOST_ARGUMENT || isComponent(value)) copy[name] = wrap(door, name, value)
    else copy[name] = name === 'default' ? wrapModule(door, value) : value
  }
  // Loaders look at these two to tell a module from its default export.
  for (const mark of ['__esModule', Symbol.toStringTag])
    if (module[mark] !== undefined) Object.defineProperty(copy, mark, { value: module[mark] })
  return copy
}

export async function get(door) {
  const factory = await original.get(door)
  return () => wrapModule(door, factory())
}
`
