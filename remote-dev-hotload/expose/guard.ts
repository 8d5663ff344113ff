import { createDevHotloadGuard, evaluateAccess } from '../app/access/index.ts'

/** `./guard`: may the panel open? Nothing else is downloaded with it. */
export { createDevHotloadGuard, evaluateAccess }
export default { createDevHotloadGuard, evaluateAccess }
