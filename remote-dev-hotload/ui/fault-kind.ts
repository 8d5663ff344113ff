/** Where Vue was when an error came: production builds name a code at the end of an address, others a phrase. */
const DRAWING: Readonly<Record<string, true>> = Object.fromEntries(
  [
    ...['0', 'setup function', '1', 'render function', '2', 'watcher getter'],
    ...['13', 'async component loader', '14', 'scheduler flush', '15', 'component update'],
    ...['bc', 'beforeCreate hook', 'c', 'created hook', 'bm', 'beforeMount hook', 'm', 'mounted hook'],
  ].map((name) => [name, true]),
)
const SLIPS = /^(?:\d{1,2}|[a-z]{1,3})$/

/**
 * `crash`: what was being drawn is not there or not right. `slip`: a handler, a watcher or a hook of something that
 * stays on the screen; what was asked for did not happen and the rest is as it was. What is not known is a crash.
 */
export function faultKind(info: string): 'crash' | 'slip' {
  const name = info.split('#runtime-').at(-1)!
  if (Object.hasOwn(DRAWING, name)) return 'crash'
  return SLIPS.test(name) || / (?:hook|callback|cleanup|handler|function)$/.test(name) ? 'slip' : 'crash'
}
