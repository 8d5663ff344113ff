/** A text with its named values put in; `count` picks the plural form. */
export type Message = (named: Readonly<Record<string, unknown>>, count?: number) => string

/**
 * A text of `locales/` as a function. It reads what our texts use of vue-i18n's syntax and as vue-i18n reads it, which
 * a test proves text by text: `{name}` is a named value, ` | ` stands between plural forms. The library itself weighs
 * 15 kB without its compiler and 20 kB with it, out of 90 for everything up to the first table.
 */
export function compileMessage(message: string): Message {
  // Split at a group, every second part is a name.
  const forms = message.split(' | ').map((form) => form.split(/\{(\w+)\}/))
  return (named, count) => {
    const values: Readonly<Record<string, unknown>> = count === undefined ? named : { n: count, count, ...named }
    const form = forms[formOf(count ?? 1, forms.length)] ?? []
    return form.map((part, i) => (i % 2 === 1 ? String(values[part] ?? '') : part)).join('')
  }
}

/** `one | many`, or `none | one | many`. */
function formOf(count: number, forms: number): number {
  if (forms === 1) return 0
  if (forms === 2) return count === 1 ? 0 : 1
  return Math.min(Math.abs(count), 2)
}
