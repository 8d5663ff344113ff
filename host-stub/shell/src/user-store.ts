import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { AuthState } from './auth/auth-client.ts'

/** Who is here, for the shell's components; fed by the auth client. */
export const useUserStore = defineStore('user', () => {
  const state = shallowRef<AuthState>({ kind: 'signed-out', because: 'start' })
  const signedIn = computed(() => (state.value.kind === 'signed-in' ? state.value : null))
  return {
    state,
    user: computed(() => signedIn.value?.user ?? null),
    currentTenant: computed(() => signedIn.value?.tenant ?? null),
    tenants: computed(() => signedIn.value?.tenants ?? []),
    follow(next: AuthState): void {
      state.value = next
    },
  }
})
