import { createHost } from './host.js'
import { createSignIn } from './sign-in.js'

/** @typedef {import('../../contracts/host.ts').MountHandle} MountHandle */

const byId = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id))

const { remoteUrl, config } = await (await fetch('/stub/config.json')).json()
const signIn = createSignIn()
const host = createHost(config, signIn)
/** @type {MountHandle | null} */
let panel = null

/** @param {unknown} error */
function showProblem(error) {
  byId('problem').textContent = error instanceof Error ? error.message : String(error)
  byId('problem').hidden = false
}

async function openPanel() {
  const remote = await import(remoteUrl)
  await remote.init({})
  const { mount } = (await remote.get('./mount'))()
  byId('panel').hidden = false
  panel = mount(byId('panel'), host, { view: 'dashboard' })
}

function closePanel() {
  panel?.unmount()
  panel = null
  byId('panel').hidden = true
}

/** Shows what belongs to the address and to who is here. */
function show() {
  const isSignedIn = signIn.user.get() !== null
  const wantsPanel = isSignedIn && location.pathname.startsWith(host.navigation.basePath)
  byId('people').hidden = isSignedIn
  byId('home').hidden = !isSignedIn || wantsPanel
  byId('problem').hidden = true
  if (wantsPanel && panel === null) openPanel().catch(showProblem)
  if (!wantsPanel) closePanel()
}

for (const button of document.querySelectorAll('button[data-role]')) {
  button.addEventListener('click', () => signIn.signIn(button.getAttribute('data-role') ?? '').catch(showProblem))
}
for (const link of document.querySelectorAll('header a')) {
  link.addEventListener('click', (event) => {
    event.preventDefault()
    host.navigation.push(link.getAttribute('href') ?? '/')
  })
}
const locale = /** @type {HTMLSelectElement} */ (byId('locale'))
locale.value = /^zh\b/i.test(navigator.language) ? 'zh-CN' : 'en-US'
locale.addEventListener('change', () => host.locale.set(locale.value))
byId('theme').addEventListener('click', () => {
  const isDark = document.documentElement.classList.toggle('dark')
  host.theme.set(isDark ? 'dark' : 'light')
})

signIn.user.subscribe(show)
host.navigation.subscribe(show)
show()
