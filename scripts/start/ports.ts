import { connect, createServer } from 'node:net'

const HOST = '127.0.0.1'

export interface PortWish {
  /** For sentences: "the shell". */
  title: string
  /** The variable that may ask for a port. */
  variable: string
  fallback: number
}

export type PortChoice = { kind: 'free'; port: number; remark: string | null } | { kind: 'taken'; sentence: string }

const canListen = (port: number) =>
  new Promise<boolean>((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, HOST, () => server.close(() => resolve(true)))
  })

// On macOS one may listen on a loopback address although another program has the same port on all addresses.
const somebodyAnswers = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect({ port, host: HOST })
    const end = (answered: boolean) => {
      socket.destroy()
      resolve(answered)
    }
    socket.once('connect', () => end(true))
    socket.once('error', () => end(false))
  })

/** Whether a server of ours could have this port on this machine. */
export const isPortFree = async (port: number): Promise<boolean> =>
  (await canListen(port)) && !(await somebodyAnswers(port))

const SEARCHED = 100

/** A default port gives way to the next free one; a port that was asked for does not. */
export const choosePort = async (
  { title, variable, fallback }: PortWish,
  env: NodeJS.ProcessEnv,
  isFree: (port: number) => Promise<boolean>,
  /** Ports that the other parts want. */
  reserved: ReadonlySet<number>,
): Promise<PortChoice> => {
  const asked = env[variable]
  if (asked) {
    const port = Number(asked)
    if (!Number.isInteger(port) || port < 1 || port > 65_535) {
      return { kind: 'taken', sentence: `${variable}=${asked} is not a port.` }
    }
    if (await isFree(port)) return { kind: 'free', port, remark: null }
    return { kind: 'taken', sentence: `Port ${port} for ${title} (${variable}) is taken. Free it or name another one.` }
  }
  if (await isFree(fallback)) return { kind: 'free', port: fallback, remark: null }
  for (let port = fallback + 1; port <= fallback + SEARCHED; port++) {
    if (reserved.has(port) || !(await isFree(port))) continue
    return { kind: 'free', port, remark: `Port ${fallback} is taken, so ${title} uses ${port}.` }
  }
  const sentence = `No free port between ${fallback} and ${fallback + SEARCHED} for ${title}. Name one with ${variable}.`
  return { kind: 'taken', sentence }
}

const WISHES = {
  shell: { title: 'the shell', variable: 'DH_SHELL_PORT', fallback: 5170 },
  remote: { title: 'the panel', variable: 'DH_REMOTE_PORT', fallback: 5171 },
  api: { title: 'the Dev API', variable: 'DH_API_PORT', fallback: 5172 },
  faults: { title: 'the fault server', variable: 'DH_FAULTS_PORT', fallback: 5173 },
} as const satisfies Record<string, PortWish>

type PartName = keyof typeof WISHES

/** `faults` is `null` when nothing is to go wrong. */
export type Ports = Record<Exclude<PartName, 'faults'>, number> & { faults: number | null }

/** A port for each part; a sentence when one cannot be had. */
export const choosePorts = async (
  env: NodeJS.ProcessEnv,
  isFree: (port: number) => Promise<boolean>,
  say: (line: string) => void,
  withFaults = false,
) => {
  const wishes = (Object.entries(WISHES) as [PartName, PortWish][]).filter(([name]) => withFaults || name !== 'faults')
  const reserved = new Set<number>(wishes.map(([, { variable, fallback }]) => Number(env[variable] ?? fallback)))
  const ports: Ports = { shell: 0, remote: 0, api: 0, faults: null }
  for (const [name, wish] of wishes) {
    const choice = await choosePort(wish, env, isFree, reserved)
    if (choice.kind === 'taken') return { kind: 'taken', sentence: choice.sentence } as const
    if (choice.remark) say(choice.remark)
    ports[name] = choice.port
    reserved.add(choice.port)
  }
  return { kind: 'free', ports } as const
}
