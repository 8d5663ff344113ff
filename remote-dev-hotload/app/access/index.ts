export { evaluateAccess, isHostCompatible } from './access.ts'
export { isFlagOn } from './flags.ts'
export { createDevHotloadGuard } from './guard.ts'
