import * as Pinia from 'pinia'
import { version as piniaVersion } from 'pinia/package.json'
import * as Vue from 'vue'
import * as VueRouter from 'vue-router'
import { version as routerVersion } from 'vue-router/package.json'

const give = (module: object) => ({ get: async () => () => module, scope: 'default' })

/** The shell's own modules; the remote takes those whose version it accepts. */
export const shareScope = {
  vue: { [Vue.version]: give(Vue) },
  pinia: { [piniaVersion]: give(Pinia) },
  'vue-router': { [routerVersion]: give(VueRouter) },
}
