import { createDigest, type TabEnvironment } from '../../client/index.ts'

/** What the browser offers for sharing one stream between tabs; without it each tab has its own. */
export function tabEnvironment(page: Window & typeof globalThis): TabEnvironment {
  const { locks } = page.navigator
  const { subtle } = page.crypto
  // All three exist in secure contexts only, but the channel exists everywhere.
  const canShare = Boolean(locks && subtle && page.BroadcastChannel)
  return {
    locks: canShare ? { request: (name, options, hold) => locks.request(name, options, hold) } : null,
    openChannel: canShare ? (name) => new page.BroadcastChannel(name) as never : null,
    page,
    isHidden: () => page.document.hidden,
    digest: createDigest(subtle),
  }
}
