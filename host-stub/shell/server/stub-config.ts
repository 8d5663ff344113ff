import type { ShellOptions } from './options.ts'

/** Body of `GET /stub/config.json`. */
export interface StubConfigBody {
  remoteUrl: string
  config: Record<string, string>
}

/** Both flags are on and the Dev API is known; `--config` has the last word. */
export function stubConfigBody(options: Pick<ShellOptions, 'api' | 'remoteUrl' | 'config'>): StubConfigBody {
  return {
    remoteUrl: options.remoteUrl,
    config: {
      PX_ADMIN_DEV_MODE: '1',
      PX_DEV_PLUGIN_HOTLOAD: '1',
      PX_DEV_API_BASE_URL: options.api,
      ...options.config,
    },
  }
}
