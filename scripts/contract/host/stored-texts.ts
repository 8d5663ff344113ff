import type { Trace } from '../../../contracts/host-checks/index.ts'

const asText = (value: unknown): string => {
  try {
    return typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
  } catch {
    return String(value)
  }
}

const ofStorage = (where: string, pick: () => Storage): Trace[] => {
  try {
    return Object.entries(pick()).map(([key, value]) => ({
      where: `${where} (${key})`,
      text: `${key} ${String(value)}`,
    }))
  } catch {
    return []
  }
}

const answer = <T>(request: IDBRequest<T>) =>
  new Promise<T>((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('IndexedDB'))
  })

async function ofDatabase(name: string): Promise<Trace[]> {
  const database = await answer(indexedDB.open(name))
  try {
    const stores = [...database.objectStoreNames]
    if (stores.length === 0) return []
    const transaction = database.transaction(stores, 'readonly')
    const contents = await Promise.all(stores.map((store) => answer(transaction.objectStore(store).getAll())))
    return contents.map((content, at) => ({ where: `IndexedDB ${name}/${stores[at]}`, text: asText(content) }))
  } finally {
    database.close()
  }
}

/** Every text that this page keeps outside of memory: address, history, cookies, storages, databases. */
export async function storedTexts(): Promise<Trace[]> {
  const databases = await indexedDB.databases()
  const kept = await Promise.all(databases.map(({ name = '' }) => ofDatabase(name).catch(() => [])))
  return [
    { where: 'the address', text: location.href },
    { where: 'history.state', text: asText(history.state) },
    { where: 'window.name', text: window.name },
    { where: 'a cookie that scripts can read', text: document.cookie },
    ...ofStorage('localStorage', () => localStorage),
    ...ofStorage('sessionStorage', () => sessionStorage),
    ...kept.flat(),
  ]
}
