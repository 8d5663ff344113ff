import { getCurrentInstance, inject, type InjectionKey } from 'vue'

/** The shadow root that a door renders into. */
export interface SurfaceHandle {
  readonly root: ShadowRoot
  /** Adds a style sheet to this surface, once for each text. */
  adopt(css: string): void
}

export const SurfaceKey: InjectionKey<SurfaceHandle> = Symbol('dev-hotload surface')

/** The surface around the calling component; null outside of one, as in a unit test. */
export function useSurface(): SurfaceHandle | null {
  return inject(SurfaceKey, null)
}

/**
 * Brings the component's own `<style>` into the surface. Document styles do not reach a shadow root, so
 * single-file components are compiled with their styles as text (`features.customElement`).
 */
export function useStyles(): void {
  const surface = useSurface()
  const styles = (getCurrentInstance()?.type as { styles?: string[] } | undefined)?.styles
  if (surface && styles) for (const css of styles) surface.adopt(css)
}
