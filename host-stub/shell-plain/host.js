import { createWatched } from './watched.js'

const here = () => `${location.pathname}${location.search}${location.hash}`

/**
 * What the page hands to the panel.
 * @param {import('../../contracts/host.ts').HostConfig} config
 * @param {ReturnType<typeof import('./sign-in.js').createSignIn>} signIn
 */
export function createHost(config, signIn) {
  const locale = createWatched(navigator.language)
  const theme = createWatched(/** @type {'light' | 'dark'} */ ('light'))
  const path = createWatched(here())
  addEventListener('popstate', () => path.set(here()))

  /** @param {'pushState' | 'replaceState'} verb */
  const go = (verb) => (/** @type {string} */ to) => {
    history[verb](null, '', to)
    path.set(here())
  }

  /** @satisfies {import('../../contracts/host.ts').DevHotloadHost} */
  const host = {
    apiVersion: '1.0',
    config,
    user: signIn.user,
    tenant: signIn.tenant,
    auth: {
      getAccessToken: signIn.getAccessToken,
      refresh: signIn.refresh,
      // The page shows its sign-in buttons at the same address; the panel comes back where it was.
      onSessionEnded: () => signIn.end(),
    },
    locale,
    theme,
    navigation: {
      basePath: '/dev-hotload',
      current: here,
      push: go('pushState'),
      replace: go('replaceState'),
      subscribe: path.subscribe,
    },
  }
  return host
}
