import type { HostConfig } from '../../../../contracts/host.ts'

/** Where the panel is and what it is told. One build serves every address, so this is asked for and not built in. */
export default defineNuxtPlugin(async () => {
  const { remoteUrl, config } = await $fetch<{ remoteUrl: string; config: HostConfig }>('/stub/config.json')
  return { provide: { panel: { remoteUrl, config } } }
})
