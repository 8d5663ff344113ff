import type { Meta } from '@storybook/vue3-vite'
import { h } from 'vue'
import type { DenyReason } from '../../../contracts/index.ts'
import { part } from '../../stories/part.ts'
import { fakeHost, type FakeHostOptions } from '../../tests/fake-host.ts'
import DeniedPage from './DeniedPage.vue'
import LoadFailed from './LoadFailed.vue'

export default { title: 'Gate' } satisfies Meta

const denied = (reason: DenyReason, host: FakeHostOptions = {}) =>
  part(() => h(DeniedPage, { reason, host: fakeHost(host) }), 360)

export const SwitchedOffInTheShell = denied('flag-off')
export const SwitchedOffOnTheServer = denied('backend-off')
export const SignedOut = denied('signed-out', { user: null })
export const NoPermission = denied('no-permission')
export const ShellAndPanelMismatch = denied('host-mismatch', { apiVersion: '2.0' })
export const PanelNotLoaded = part(() => h(LoadFailed), 360)
