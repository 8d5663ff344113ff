import type { AddressInfo, Socket } from 'node:net'
import { createServer } from 'node:net'
import { loopbackAddress } from './loopback.ts'

const TRY_AGAIN_MS = 100

/** Listens on loopback, and can stop doing so for a while: who comes then is refused by the system itself. */
export const createDoor = (onConnection: (socket: Socket) => void) => {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
    onConnection(socket)
  })
  let address: AddressInfo | null = null
  let timer: NodeJS.Timeout | null = null
  let isOver = false

  const resetAll = () => sockets.forEach((socket) => socket.resetAndDestroy())

  const openAgain = (): void => {
    timer = null
    if (isOver || server.listening || !address) return
    // Somebody else may have the port for a moment.
    server.once('error', () => (timer = setTimeout(openAgain, TRY_AGAIN_MS)))
    server.listen(address.port, address.address, () => server.removeAllListeners('error'))
  }

  return {
    /** Rejects when the port cannot be had; port 0 takes a free one. */
    open: (port: number, host: string): Promise<AddressInfo> =>
      new Promise((resolve, reject) => {
        server.once('error', reject)
        server.listen(port, loopbackAddress(host), () => {
          server.removeAllListeners('error')
          address = server.address() as AddressInfo
          resolve(address)
        })
      }),

    /** Ends every connection with RST and refuses new ones for so long; a second call counts anew. */
    refuse(ms: number): void {
      if (timer) clearTimeout(timer)
      if (server.listening) server.close()
      resetAll()
      timer = setTimeout(openAgain, ms)
    },

    /** Ends an outage early; nothing when there is none. */
    letIn(): void {
      if (timer) clearTimeout(timer)
      openAgain()
    },

    async close(): Promise<void> {
      isOver = true
      if (timer) clearTimeout(timer)
      const closed = new Promise((resolve) => (server.listening ? server.close(resolve) : resolve(null)))
      resetAll()
      await closed
    },
  }
}

export type Door = ReturnType<typeof createDoor>
