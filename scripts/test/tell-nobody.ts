/** Takes the addresses of real people out of this process and its children: a test that fails pages nobody. */
export function tellNobody(env: NodeJS.ProcessEnv): void {
  for (const name of Object.keys(env)) if (name.startsWith('PX_ALERT_')) delete env[name]
}
