const MAX_NAME = 60

/**
 * `dev-hotload-<name>-<UTC time>.<extension>`. Plugin and session ids come from a server: only letters, digits,
 * dots, dashes and underscores of ASCII stay, and no dot leads or follows another.
 */
export function exportFileName(name: string, at: number, extension: string): string {
  const safe = name
    .replaceAll(/[^\w.-]+/g, '-')
    .replaceAll(/\.{2,}/g, '.')
    .slice(0, MAX_NAME)
    .replaceAll(/^[.-]+|[.-]+$/g, '')
  const time = new Date(at).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')
  return `dev-hotload-${safe === '' ? 'log' : safe}-${time}Z.${extension}`
}
