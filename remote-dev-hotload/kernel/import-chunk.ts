const SAYS_ADDRESS = /dynamically imported module: (https?:\/\/\S+)$/
const SAYS_NOTHING = /^Importing a module script failed\.?$/

/** True when a file did not arrive; false when it arrived and could not be run. */
export function isFailedImport(error: unknown): boolean {
  return error instanceof TypeError && (SAYS_ADDRESS.test(error.message) || SAYS_NOTHING.test(error.message))
}

/** Address of the file that did not arrive, without its query; null when the browser does not tell it. */
export function failedAddress(error: unknown): string | null {
  const found = error instanceof TypeError ? SAYS_ADDRESS.exec(error.message) : null
  return found ? found[1]!.replace(/[?#].*$/, '') : null
}

const nameOf = (address: string) => address.slice(address.lastIndexOf('/') + 1)

/** File → the query that it is asked for with from now on. */
const queries = new Map<string, string>()
let attempts = 0

/** Where a chunk is got from: the build puts this around the address in every `import()`. */
export const chunkAddress = (file: string): string => `${file}${queries.get(nameOf(file)) ?? ''}`

/**
 * Loads a part of the panel; `again` is an attempt after a failed one. Browsers before Chromium 156, Firefox 154 and
 * the Safari of that time remember for the life of the page that an address failed. So a file that fails again is
 * asked for once more by another address, and by that one from then on, which keeps it one module for all who need it.
 * Rejects as `load` does.
 */
export async function importChunk<T>(load: () => Promise<T>, again = false): Promise<T> {
  try {
    return await load()
  } catch (error) {
    const address = again ? failedAddress(error) : null
    if (address === null) throw error
    queries.set(nameOf(address), `?again=${++attempts}`)
    return load()
  }
}
