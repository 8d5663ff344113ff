import { createPinia, getActivePinia, setActivePinia, type Pinia, type StoreGeneric } from 'pinia'

/**
 * A Pinia of our own that never becomes the shell's. Where `pinia` is shared, every action makes its own
 * Pinia the active one of the whole page; a shell that then uses a store outside of a component would get
 * ours. So the active one is put back after each action and after each creation.
 */
export function createOwnPinia(): {
  make<S extends Pick<StoreGeneric, '$onAction'>>(useStore: (pinia: Pinia) => S): S
} {
  const shells = getActivePinia()
  const giveBack = () => setActivePinia(shells)
  const pinia = createPinia()
  return {
    make(useStore) {
      try {
        const store = useStore(pinia)
        // On each store: a plugin of a Pinia that no app has installed is never called.
        store.$onAction(({ after, onError }) => {
          after(giveBack)
          onError(giveBack)
        }, true)
        return store
      } finally {
        giveBack()
      }
    },
  }
}
