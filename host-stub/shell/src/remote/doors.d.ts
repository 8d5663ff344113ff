declare module 'dev_hotload/*' {
  const door: unknown
  export default door
}

/** Versions of what the shell shares, from the build. */
declare const __SHARED_VERSIONS__: Record<'vue' | 'pinia' | 'vue-router', string>
