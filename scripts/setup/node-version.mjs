/** The oldest Node that the tools of this project run on. */
export const OLDEST_NODE = [20, 19]

/**
 * @param {string} version such as `v20.19.0`
 * @returns {string | null} what is wrong with this Node, in a sentence
 */
export const nodeComplaint = (version) => {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number)
  const [oldestMajor, oldestMinor] = OLDEST_NODE
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return null
  return `Dev Hotload needs Node ${oldestMajor}.${oldestMinor} or newer, and this is ${version}. Please install a newer Node (https://nodejs.org) and start again.`
}

/** Ends the process with a sentence when Node is too old. */
export const requireNode = () => {
  const complaint = nodeComplaint(process.version)
  if (!complaint) return
  console.error(complaint)
  process.exit(1)
}
