import { NAMES_KEY } from '../../remote-dev-hotload/client/cache/names.ts'

/** Everything of ours in a browser begins with it, in every version. */
export const OUR_PREFIX = 'devhotload:'

/** For the console of the browser: deletes our databases and keys of the page's origin and nothing else. */
export const CLEANUP_SNIPPET = `(async () => {
  const isOurs = (name) => typeof name === 'string' && name.startsWith('${OUR_PREFIX}')
  const done = []
  const remembered = (() => {
    try {
      return [].concat(JSON.parse(localStorage.getItem('${NAMES_KEY}') ?? '[]'))
    } catch {
      return []
    }
  })()
  const listed = indexedDB.databases ? (await indexedDB.databases()).map(({ name }) => name) : []
  for (const name of new Set([...listed, ...remembered].filter(isOurs))) {
    const result = await new Promise((resolve) => {
      const request = indexedDB.deleteDatabase(name)
      request.onsuccess = () => resolve('deleted')
      request.onerror = () => resolve('FAILED')
      request.onblocked = () => resolve('is deleted as soon as every other tab with this page is closed')
    })
    done.push(\`database \${name}: \${result}\`)
  }
  for (const storage of [localStorage, sessionStorage]) {
    for (const key of Object.keys(storage).filter(isOurs)) {
      storage.removeItem(key)
      done.push(\`key \${key}: deleted\`)
    }
  }
  return done.length > 0 ? done.join('\\n') : 'There was nothing of the panel here.'
})().then(console.log)`

/** What is kept in a browser and how to get rid of it, for a terminal. */
export const GUIDE = `The Dev Hotload panel keeps a few things in the browser so that it opens faster.
This command cannot reach into a browser; it explains how to delete them there.

What is stored
  Preferences   what you have set in the panel: one small record
  Sessions      the last session list, at most 500, with secrets masked and without free-form metadata
  Log lines     only if you have switched it on in the panel's settings: masked text, for each session
                at most 5 000 lines, 5 MiB and 24 hours
  Never stored  access tokens, reload tokens, headers, unmasked text

Where
  IndexedDB, one database for each user and tenant, named ${OUR_PREFIX}v1:<hash>, under the address of the shell.
  Browsers that do not list their databases also have the key ${NAMES_KEY} in local storage.
  The panel deletes by itself what belongs to another user or tenant.

Delete it in the panel
  Open Dev Hotload > Settings > Delete local data. One button; the panel stays usable.

Delete it by hand
  Open the shell's page, press F12 and choose Application (Chrome, Edge) or Storage (Firefox, Safari).
  Under IndexedDB delete the databases whose names begin with ${OUR_PREFIX}

Delete it from the console
  Open the shell's page, press F12, choose Console, paste this and press Enter.
  It deletes the panel's databases and keys and nothing else of the page:
`
