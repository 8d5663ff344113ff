/** What runs where, as `npm start` wrote it down, plus what the tests made for it. */
export interface Run {
  urls: { shell: string; remote: string; api: string; panel: string }
  parts: { name: string; pid: number; command: string; args: string[]; cwd: string; env: Record<string, string> }[]
  /** The copy of the sample plugin that the running session watches. */
  pluginDir: string
  /** Temporary; removed at the end. */
  folder: string
  /** The checkout. */
  root: string
}

export const RUN_ENV = 'DH_E2E_RUN'

/** The run that the global set-up started. */
export function currentRun(): Run {
  const text = process.env[RUN_ENV]
  if (!text) throw new Error('Start the browser tests with: npm run test:e2e')
  return JSON.parse(text) as Run
}
