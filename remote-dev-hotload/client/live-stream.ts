import { createEmitter } from '../kernel/index.ts'
import type { ClientDeps } from './client.ts'
import { authHeaders, SignedOut } from './credentials.ts'
import { readFrame, type ProfileChoice } from './profiles/index.ts'
import { createStream, withSince, type Stream, type StreamFrame } from './stream/index.ts'
import { createTabStream, type TabStream } from './tabs/index.ts'

export interface LiveStreamDeps extends ClientDeps {
  refresh: () => Promise<boolean>
  choice: ProfileChoice
}

/** The one stream of all tabs, and its connection. A chunk of its own: the first table comes from a list. */
export function createLiveStream({ endpoints, credentials, choice, ...deps }: LiveStreamDeps): TabStream {
  const own = createStream({
    fetch: deps.fetch,
    clock: deps.clock,
    random: deps.random,
    // Core has no place to resume from.
    url: (since) => withSince(endpoints.stream, choice.known() === 'core' ? null : since),
    headers: () => authHeaders(credentials, deps.uuid()),
    refresh: deps.refresh,
    isSignedOut: (error) => error instanceof SignedOut,
    heartbeats: () => choice.known() !== 'core',
  })
  const shared = createTabStream({
    ...deps.tabs,
    stream: inContractWords(own, (frame) => readFrame(choice, frame)),
    clock: deps.clock,
    uuid: deps.uuid,
    scope() {
      const tenantId = credentials.tenantId()
      const userId = deps.userId()
      return tenantId === null || userId === null ? null : { tenantId, userId, streamUrl: endpoints.stream }
    },
  })
  return {
    ...shared,
    dispose() {
      shared.dispose()
      own.stop()
    },
  }
}

/** Numbered and stamped once, before the tabs share it: all of them tell the same. */
function inContractWords(own: Stream, read: (frame: StreamFrame) => StreamFrame | null): Stream {
  const frames = createEmitter<StreamFrame>()
  own.onFrame((frame) => {
    const told = read(frame)
    if (told) frames.emit(told)
  })
  return { ...own, onFrame: frames.subscribe }
}
