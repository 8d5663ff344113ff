import type { TabChannel, TabLocks, TabPage } from '../types.ts'

/**
 * Locks and channels of one browser, in one process. Nothing happens by itself: every grant and every
 * delivery waits until it is picked, so a test owns the order. What one tab posts reaches another tab in
 * the order of posting; between tabs there is no order, as in a real browser.
 */
export interface FakeBrowser {
  tab(): FakeTab
  /** Lets one waiting thing happen; `pick` chooses among them. False when nothing waits. */
  step(pick: (of: number) => number): boolean
  /** Everything that was ever posted. */
  readonly posted: unknown[]
  /** Says something on a channel as any script of the page could. */
  post(name: string, message: unknown): void
  /** Takes the lock away from its holder. */
  steal(name: string): void
  holders(name: string): number
  waiting(): number
  openChannels(): number
}

export interface FakeTab {
  readonly locks: TabLocks
  openChannel(name: string): TabChannel
  readonly page: TabPage & { fire(type: 'pagehide' | 'pageshow'): void; listeners(): number }
  /** Work of this tab's network; dropped when the tab dies. */
  later(lane: string, run: () => void): void
  crash(): void
  isAlive(): boolean
}

interface Request {
  name: string
  tab: object
  hold: () => Promise<void>
  settle: (error?: Error) => void
  state: 'queued' | 'granted' | 'over'
}

interface Port {
  name: string
  tab: object
  id: number
  listeners: ((event: { data: unknown }) => void)[]
  isOpen: boolean
}

export function createFakeBrowser(): FakeBrowser {
  const lanes = new Map<string, (() => void)[]>()
  const requests: Request[] = []
  const ports: Port[] = []
  const posted: unknown[] = []
  const dead = new Set<object>()
  let ids = 0

  function queue(lane: string, run: () => void): void {
    const waiting = lanes.get(lane)
    if (waiting) waiting.push(run)
    else lanes.set(lane, [run])
  }

  function grantNext(name: string): void {
    queue(`lock ${name}`, () => {
      if (requests.some((request) => request.name === name && request.state === 'granted')) return
      const next = requests.find((request) => request.name === name && request.state === 'queued')
      if (!next) return
      next.state = 'granted'
      void next.hold().then(() => end(next))
    })
  }

  function end(request: Request, error?: Error): void {
    if (request.state === 'over') return
    request.state = 'over'
    requests.splice(requests.indexOf(request), 1)
    request.settle(error)
    grantNext(request.name)
  }

  function deliver(from: number, name: string, message: unknown): void {
    for (const port of ports) {
      if (port.name !== name || port.id === from) continue
      const copy = structuredClone(message)
      queue(`port ${from} ${port.id}`, () => {
        if (!port.isOpen || dead.has(port.tab)) return
        for (const listener of port.listeners) listener({ data: copy })
      })
    }
  }

  function tab(): FakeTab {
    const self = { id: ++ids }
    const isAlive = () => !dead.has(self)
    const listeners = { pagehide: new Set<() => void>(), pageshow: new Set<() => void>() }
    return {
      isAlive,
      locks: {
        request: (name, { signal }, hold) =>
          new Promise((resolve, reject) => {
            if (!isAlive()) return
            const settle = (error?: Error) => (error ? reject(error) : resolve(undefined))
            const request: Request = { name, tab: self, hold, settle, state: 'queued' }
            requests.push(request)
            signal.addEventListener('abort', () => request.state === 'queued' && end(request, new Error('aborted')))
            grantNext(name)
          }),
      },
      openChannel(name) {
        const port: Port = { name, tab: self, id: ++ids, listeners: [], isOpen: true }
        if (isAlive()) ports.push(port)
        return {
          postMessage(message) {
            if (!port.isOpen) throw new Error('closed')
            if (!isAlive()) return
            posted.push(structuredClone(message))
            deliver(port.id, name, message)
          },
          addEventListener: (type, listener) => type === 'message' && port.listeners.push(listener),
          close() {
            port.isOpen = false
            if (ports.includes(port)) ports.splice(ports.indexOf(port), 1)
          },
        }
      },
      page: {
        addEventListener: (type, listener) => listeners[type].add(listener),
        removeEventListener: (type, listener) => listeners[type].delete(listener),
        fire(type) {
          for (const listener of [...listeners[type]]) listener()
        },
        listeners: () => listeners.pagehide.size + listeners.pageshow.size,
      },
      later: (lane, run) => queue(`tab ${self.id} ${lane}`, () => isAlive() && run()),
      crash() {
        dead.add(self)
        for (const port of ports.filter((one) => one.tab === self)) ports.splice(ports.indexOf(port), 1)
        for (const request of requests.filter((one) => one.tab === self)) end(request)
      },
    }
  }

  return {
    tab,
    posted,
    post: (name, message) => deliver(0, name, message),
    steal(name) {
      const holder = requests.find((request) => request.name === name && request.state === 'granted')
      if (holder) end(holder, new Error('stolen'))
    },
    step(pick) {
      const ready = [...lanes].filter(([, waiting]) => waiting.length > 0)
      const chosen = ready[ready.length === 0 ? 0 : pick(ready.length)]
      if (!chosen) return false
      const [lane, waiting] = chosen
      const run = waiting.shift()
      if (waiting.length === 0) lanes.delete(lane)
      run?.()
      return true
    },
    holders: (name) => requests.filter((request) => request.name === name && request.state === 'granted').length,
    waiting: () => requests.length,
    openChannels: () => ports.length,
  }
}
