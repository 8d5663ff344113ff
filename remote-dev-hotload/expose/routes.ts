import { createDevHotloadRoutes } from '../app/routes.ts'

/** `./routes`: the panel as routes of the shell's vue-router, with the guard and a lazy page. */
export { createDevHotloadRoutes }
export default { createDevHotloadRoutes }
