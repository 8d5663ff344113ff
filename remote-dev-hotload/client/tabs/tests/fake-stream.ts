import { createEmitter } from '../../../kernel/index.ts'
import type { Stream, StreamFrame, StreamSignal, StreamStatus } from '../../stream/index.ts'

/** The events of one tenant, numbered from 1, and whoever is connected to them. */
export interface FakeServer {
  readonly tenantId: string
  newest(): number
  publish(message?: string): void
  /** Connections that are open now. */
  open(): number
}

export interface FakeStream extends Stream {
  readonly told: StreamSignal[]
  readonly retries: number
  isRunning(): boolean
}

const IDLE: StreamStatus = {
  name: 'idle',
  failures: 0,
  nextAttemptAt: null,
  lastEventAt: null,
  downSince: null,
  code: null,
}

interface World extends FakeServer {
  readonly frames: readonly StreamFrame[]
  readonly connected: Set<(frame: StreamFrame) => void>
}

/** @param withIds false for a server whose events cannot be resumed */
export function createFakeServer(tenantId: string, withIds = true): FakeServer {
  const frames: StreamFrame[] = []
  const connected = new Set<(frame: StreamFrame) => void>()
  const world: World = {
    tenantId,
    frames,
    connected,
    newest: () => frames.length,
    open: () => connected.size,
    publish(message = 'built') {
      const id = withIds ? String(frames.length + 1) : ''
      const entry = { logId: String(frames.length + 1), ts: '2026-01-01T00:00:00Z', level: 'info', message }
      const data = JSON.stringify({ type: 'LogEntry', sessionId: 's-1', tenantId, ts: entry.ts, payload: entry })
      const frame = { id, ownId: withIds ? id : null, event: 'LogEntry', data }
      frames.push(frame)
      for (const send of connected) send(frame)
    },
  }
  return world
}

export interface FakeStreamDeps {
  server: () => FakeServer
  /** Runs it in this tab, some time later and in order. */
  later: (run: () => void) => void
  now: () => number
}

/** A connection that takes a moment to open, replays what came after its cursor, and then delivers live. */
export function createFakeStream({ server, later, now }: FakeStreamDeps): FakeStream {
  const statuses = createEmitter<StreamStatus>()
  const frames = createEmitter<StreamFrame>()
  const oversize = createEmitter<void>()
  const told: StreamSignal[] = []
  let status = IDLE
  let cursor = ''
  let retries = 0
  let connection = 0
  let disconnect = () => {}

  function show(name: StreamStatus['name']): void {
    status = { ...status, name, lastEventAt: now() }
    statuses.emit(status)
  }

  function connect(): void {
    const mine = ++connection
    const world = server() as World
    const send = (frame: StreamFrame) =>
      later(() => {
        if (mine !== connection) return
        cursor = frame.id
        show('live')
        frames.emit(frame)
      })
    disconnect()
    later(() => {
      if (mine !== connection) return
      show('live')
      for (const frame of world.frames) if (cursor !== '' && Number(frame.id) > Number(cursor)) send(frame)
      world.connected.add(send)
    })
    disconnect = () => world.connected.delete(send)
    show('connecting')
  }

  return {
    told,
    get retries() {
      return retries
    },
    isRunning: () => status.name !== 'idle',
    start() {
      if (status.name === 'idle') connect()
    },
    stop() {
      connection++
      cursor = ''
      disconnect()
      show('idle')
    },
    retryNow() {
      retries++
      if (status.name !== 'live') connect()
    },
    changeScope() {
      cursor = ''
      connect()
    },
    tell: (signal) => void told.push(signal),
    status: () => status,
    onStatus: statuses.subscribe,
    onFrame: frames.subscribe,
    onOversize: oversize.subscribe,
    resumeFrom(id) {
      if (cursor === '') cursor = id
    },
  }
}
