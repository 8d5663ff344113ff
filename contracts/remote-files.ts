/** The two file names of a built panel that never change; both lie in one folder. */
export const REMOTE_ENTRY = 'remoteEntry.js'
export const REMOTE_MANIFEST = 'manifest.json'
