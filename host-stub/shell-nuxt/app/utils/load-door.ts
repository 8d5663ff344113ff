/** A federation remote, as `remoteEntry.js` exports it. */
interface Container {
  init(shareScope: object): void | Promise<void>
  get(door: string): Promise<() => unknown>
}

const containers = new Map<string, Promise<Container>>()

async function open(url: string, shareScope: object): Promise<Container> {
  const container = (await import(/* @vite-ignore */ url)) as Container
  await container.init(shareScope)
  return container
}

/**
 * A door of the remote at `url`, such as `./mount`. The first call decides what is shared: with `{}` the remote brings
 * its own Vue. Rejects when the remote cannot be reached; the next call tries again.
 */
export async function loadDoor<T>(url: string, door: string, shareScope: object = {}): Promise<T> {
  const opening = containers.get(url) ?? open(url, shareScope)
  containers.set(url, opening)
  opening.catch(() => containers.delete(url))
  return (await (await opening).get(door))() as T
}
