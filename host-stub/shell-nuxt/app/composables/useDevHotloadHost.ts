import type { DevHotloadHost, HostConfirm, HostNotice, Watched } from '../../../../contracts/host.ts'
import ConfirmModal from '../components/ConfirmModal.vue'

/** A value of Vue as the contract has it: a getter, and a subscription that outlives the component that asks. */
function watched<T>(read: () => T): Watched<T> {
  return {
    get: read,
    subscribe: (listener) => {
      const scope = effectScope(true)
      scope.run(() => watch(read, (value) => listener(value), { flush: 'sync' }))
      return () => scope.stop()
    },
  }
}

const hosts = new Map<string, DevHotloadHost>()

/** The host of the panel that is mounted under `basePath`: always the same object, for the panel keeps its state by it. */
export function useDevHotloadHost(basePath: string): DevHotloadHost {
  const known = hosts.get(basePath)
  if (known) return known

  const router = useRouter()
  const session = useSessionStore()
  const locale = usePageLanguage()
  const colorMode = useColorMode()
  const toast = useToast()
  const confirmModal = useOverlay().create(ConfirmModal)
  const isOurs = (path: string) => path === basePath || /^[/?#]/.test(path.slice(basePath.length))

  const host: DevHotloadHost = {
    apiVersion: '1.0',
    config: useNuxtApp().$panel.config,
    user: watched(() => session.user),
    tenant: watched(() => session.tenant),
    auth: {
      getAccessToken: session.getAccessToken,
      refresh: session.refresh,
      onSessionEnded(returnTo) {
        session.end()
        void router.push({ path: '/sign-in', query: { returnTo } }).catch(() => undefined)
      },
    },
    locale: watched(() => locale.value),
    theme: watched(() => (colorMode.value === 'dark' ? 'dark' : 'light')),
    navigation: {
      basePath,
      current: () => router.currentRoute.value.fullPath,
      push: (path) => void router.push(path).catch(() => undefined),
      replace: (path) => void router.replace(path).catch(() => undefined),
      subscribe: (listener) =>
        router.afterEach((to, _from, failure) => {
          if (!failure && to.fullPath.startsWith(basePath) && isOurs(to.fullPath)) listener(to.fullPath)
        }),
    },
    notify: ({ kind, title, body, id }: HostNotice) => void toast.add({ id, title, description: body, color: kind }),
    confirm: async (question: HostConfirm) => (await confirmModal.open({ question }).result) === true,
  }
  hosts.set(basePath, host)
  return host
}
