import { inspectSharing, mount } from '../app/mount.ts'

/** `./mount`: the panel in any element of any page. */
export { inspectSharing, mount }
export default { inspectSharing, mount }
