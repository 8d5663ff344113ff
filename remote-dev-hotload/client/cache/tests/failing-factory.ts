/** Where a database fails, as real ones do: at the door, or at the end of a transaction. */
export interface Faults {
  /** How many more calls of `open` are refused. */
  refuseOpen: number
  /** How many more writing transactions find the disk full when they end. */
  fullDisk: number
  /** `open` is never answered. */
  isMute: boolean
  opened: number
}

/** The factory with faults that a test switches on and off. */
export function failingFactory(real: IDBFactory): { factory: IDBFactory; faults: Faults } {
  const faults: Faults = { refuseOpen: 0, fullDisk: 0, isMute: false, opened: 0 }

  function fillDisk(database: IDBDatabase): void {
    const begin = database.transaction.bind(database)
    database.transaction = (stores, mode, options) => {
      const tx = begin(stores, mode, options)
      if (mode === 'readwrite' && faults.fullDisk > 0) {
        faults.fullDisk--
        // The first request succeeds; the quota is looked at when the transaction is to be written.
        const names = typeof stores === 'string' ? [stores] : [...stores]
        queueMicrotask(() => {
          tx.objectStore(names[0] as string).count().onsuccess = () => tx.abort()
        })
      }
      return tx
    }
  }

  const factory: IDBFactory = {
    cmp: real.cmp.bind(real),
    databases: real.databases.bind(real),
    deleteDatabase: real.deleteDatabase.bind(real),
    open(name, version) {
      faults.opened++
      if (faults.refuseOpen > 0) {
        faults.refuseOpen--
        throw new DOMException('refused', 'AbortError')
      }
      const request = real.open(name, version)
      if (faults.isMute) return {} as IDBOpenDBRequest
      request.addEventListener('success', () => fillDisk(request.result))
      return request
    },
  }
  return { factory, faults }
}
