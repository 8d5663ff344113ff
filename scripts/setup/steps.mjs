const seconds = (ms) => (ms < 100 ? '0 s' : `${(ms / 1000).toFixed(1)} s`)

/**
 * Says what happens while it happens, and how long it took.
 * @param {{ write: (line: string) => void, now: () => number }} deps
 */
export const createSteps = ({ write, now }) => ({
  /**
   * @template T
   * @param {string} title
   * @param {() => Promise<T>} work
   * @returns {Promise<T>}
   */
  async step(title, work) {
    const started = now()
    write(`${title} …`)
    const result = await work()
    write(`  ${title}: done in ${seconds(now() - started)}`)
    return result
  },
})
