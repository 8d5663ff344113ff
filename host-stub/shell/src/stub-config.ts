import type { HostConfig } from '../../../contracts/host.ts'

/** What `/stub/config.json` tells the page. */
export interface StubConfig {
  remoteUrl: string
  config: HostConfig
}

/** Reads the server's answer; a config key that is not `PX_…` or not a plain value is left out. */
export function readStubConfig(value: unknown): StubConfig {
  const body = typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  const { remoteUrl } = body
  if (typeof remoteUrl !== 'string' || !/^https?:\/\//.test(remoteUrl)) {
    throw new Error('/stub/config.json names no remote.')
  }
  const given = typeof body.config === 'object' && body.config !== null ? Object.entries(body.config) : []
  const config: HostConfig = {}
  for (const [key, entry] of given) {
    const plain = typeof entry === 'string' || typeof entry === 'number' || typeof entry === 'boolean'
    if (/^PX_[A-Z0-9_]+$/.test(key) && plain) config[key] = entry
  }
  return { remoteUrl, config }
}
