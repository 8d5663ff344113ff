const ON = new Set(['1', 'true', 'on', 'yes'])

/** `1`, `true`, `on`, `yes` are on; anything else, and absence, is off. */
export function isFlagOn(value: string | number | boolean | undefined): boolean {
  return value === true || ON.has(String(value).trim().toLowerCase())
}
