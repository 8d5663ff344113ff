export { createVersions, useVersions, VersionsKey, type Versions } from './create-versions.ts'
export type { Deployed } from './deployment.ts'
