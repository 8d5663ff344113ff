import { onScopeDispose, shallowRef, type ShallowRef } from 'vue'
import type { Watched } from '../../../contracts/host.ts'

/** A host value as a ref, for as long as the calling scope lives. */
export function useWatched<T>(source: Watched<T>): Readonly<ShallowRef<T>> {
  const value = shallowRef(source.get()) as ShallowRef<T>
  onScopeDispose(source.subscribe((next) => (value.value = next)))
  return value
}
