import { Command, InvalidArgumentError } from 'commander'

/** What the shell's server is started with. Origins carry no trailing slash. */
export interface ShellOptions {
  port: number
  host: string
  /** Origin of the Dev API. */
  api: string
  /** Address of the remote's entry module. */
  remoteUrl: string
  /** Keys of the specification that differ from the shell's defaults. */
  config: Record<string, string>
}

const CONFIG_KEY = /^PX_[A-Z0-9_]+$/

const httpUrl = (value: string): URL => {
  if (!URL.canParse(value) || !/^https?:$/.test(new URL(value).protocol)) {
    throw new InvalidArgumentError(`"${value}" is not an http(s) address.`)
  }
  return new URL(value)
}

const toPort = (value: string): number => {
  const port = Number(value)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new InvalidArgumentError(`"${value}" is not a port.`)
  }
  return port
}

const toApi = (value: string): string => httpUrl(value).href.replace(/\/+$/, '')

/** The folder that the remote is served from, or its entry itself when the path ends in `.js`. */
const toRemoteUrl = (value: string): string => {
  const url = httpUrl(value)
  if (url.pathname.endsWith('.js')) return url.href
  if (!url.pathname.endsWith('/')) url.pathname += '/'
  return new URL('remoteEntry.js', url).href
}

const addConfig = (value: string, known: Record<string, string>): Record<string, string> => {
  const cut = value.indexOf('=')
  const key = value.slice(0, Math.max(cut, 0))
  if (!CONFIG_KEY.test(key)) throw new InvalidArgumentError(`"${value}" is not PX_NAME=value.`)
  return { ...known, [key]: value.slice(cut + 1) }
}

/** Reads arguments over environment over defaults; a wrong value ends in commander's own sentence and exit code. */
export function readOptions(args: string[], env: NodeJS.ProcessEnv): ShellOptions {
  const command = new Command('shell')
    .description('Stand-in for the PowerX Admin shell')
    .option('--port <number>', 'port to listen on', toPort, toPort(env.DH_SHELL_PORT ?? '5170'))
    .option('--host <address>', 'address to listen on', env.DH_SHELL_HOST ?? '127.0.0.1')
    .option('--api <url>', 'origin of the Dev API', toApi, toApi(env.DH_API_URL ?? localUrl(env.DH_API_PORT, 5172)))
    .option(
      '--remote <url>',
      'where the remote is served',
      toRemoteUrl,
      toRemoteUrl(env.DH_REMOTE_URL ?? localUrl(env.DH_REMOTE_PORT, 5171)),
    )
    .option('--config <KEY=VALUE>', 'a key of the panel, repeatable', addConfig, {})
    .parse(args, { from: 'user' })
  const { port, host, api, remote, config } = command.opts<{
    port: number
    host: string
    api: string
    remote: string
    config: Record<string, string>
  }>()
  return { port, host, api, remoteUrl: remote, config }
}

const localUrl = (port: string | undefined, fallback: number): string => `http://127.0.0.1:${port ?? fallback}`
