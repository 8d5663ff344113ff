import { getActivePinia } from 'pinia'
import { isReactive, reactive, ref, version } from 'vue'
import type { Router } from 'vue-router'
import { PANEL_BASE } from './remote/remote-routes.ts'
import type { Shell } from './shell.ts'

/** What tests of the contract hold on to: the host as the remote has it, and the shell's own module instances. */
export const createStubWindow = (shell: Shell, router: Router) => ({
  host: shell.hostFor(PANEL_BASE),
  hostFor: shell.hostFor,
  vue: { reactive, isReactive, ref, version },
  pinia: { getActivePinia },
  router,
  loadDoor: shell.loadDoor,
  telemetry: shell.telemetry.log,
})

declare global {
  interface Window {
    devHotloadStub?: ReturnType<typeof createStubWindow>
  }
}
