/** Nobody gets past the sign-in page without one. */
export default defineNuxtRouteMiddleware((to) => {
  if (to.path === '/sign-in' || useSessionStore().user) return
  return navigateTo({ path: '/sign-in', query: { returnTo: to.fullPath } })
})
