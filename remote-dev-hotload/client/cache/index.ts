export { createDigest, type Digest } from './digest.ts'
export { createLocalCache, type LocalCache, type LocalCacheDeps } from './local-cache.ts'
export { CACHE_PREFIX, createNameList, NAMES_KEY, sweepForeign, type NameList, type SweepDeps } from './names.ts'
export type { Preferences } from './stores.ts'
