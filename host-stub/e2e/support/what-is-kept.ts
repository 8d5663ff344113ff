import type { Page } from '@playwright/test'

/** All text and all attributes of the page with its shadow roots, and all that its origin has stored. */
export const whatIsKept = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const said: string[] = []
    const read = (root: ParentNode & Node) => {
      said.push(root instanceof ShadowRoot ? root.innerHTML : document.documentElement.outerHTML)
      for (const element of root.querySelectorAll('*')) {
        if (element.shadowRoot) read(element.shadowRoot)
        if (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement) said.push(element.value)
      }
    }
    read(document)
    said.push(JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage }), location.href)

    const done = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(request.error ?? new Error('The database cannot be read.'))
      })
    // Bytes are read as text: what is stored may be packed into a buffer.
    const asText = (_: string, value: unknown) => (ArrayBuffer.isView(value) ? new TextDecoder().decode(value) : value)
    for (const { name } of await indexedDB.databases()) {
      if (!name) continue
      const database = await done(indexedDB.open(name))
      for (const store of database.objectStoreNames) {
        const rows = await done(database.transaction(store).objectStore(store).getAll())
        said.push(`${name} ${store} ${JSON.stringify(rows, asText)}`)
      }
      database.close()
    }
    return said.join('\n')
  })
