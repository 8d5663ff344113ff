import type { Meta } from '@storybook/vue3-vite'
import { h } from 'vue'
import type { DenyReason } from '../../../contracts/index.ts'
import { part } from '../../stories/part.ts'
import { fakeHost, type FakeHostOptions } from '../../tests/fake-host.ts'
import LoadFailed from '../../ui/lazy/LoadFailed.vue'
import type { TroubleKind } from '../../ui/lazy/loading-port.ts'
import DeniedPage from './DeniedPage.vue'

export default { title: 'Gate' } satisfies Meta

const denied = (reason: DenyReason, host: FakeHostOptions = {}) =>
  part(() => h(DeniedPage, { reason, host: fakeHost(host) }), 360)

export const SwitchedOffInTheShell = denied('flag-off')
export const SwitchedOffOnTheServer = denied('backend-off')
export const SignedOut = denied('signed-out', { user: null })
export const NoTenant = denied('no-tenant', { tenant: null })
export const NoPermission = denied('no-permission')
export const ShellIsNewer = denied('host-mismatch', { apiVersion: '2.0' })
export const ShellIsOlder = denied('host-mismatch', { apiVersion: '0.9' })
export const ShellSaysNoVersion = denied('host-mismatch', { apiVersion: 'x'.repeat(500) })

const notLoaded = (kind: TroubleKind, attempts = 1) =>
  part(() => h(LoadFailed, { trouble: { kind, code: 'DH_LOAD_001', details: '' }, attempts, busy: false }), 360)

export const PartNotLoadedOffline = notLoaded('offline')
export const PartNotLoadedNobodyAnswers = notLoaded('unreachable')
export const PartNotLoadedTwice = notLoaded('missing', 2)
export const PartNotLoadedNewerVersion = notLoaded('newer')
export const PartNotRun = notLoaded('broken')
