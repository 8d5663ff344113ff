import { onScopeDispose, shallowRef } from 'vue'
import type { ShallowRef } from 'vue'
import type { Watched } from '../../../../contracts/host.ts'

/** A `Watched` as a ref, until the component goes. */
export function useWatched<T>(source: Watched<T>): Readonly<ShallowRef<T>> {
  const value = shallowRef(source.get())
  onScopeDispose(source.subscribe((next) => void (value.value = next)))
  return value
}
