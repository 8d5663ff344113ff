import type { CommandSender } from './send-command.ts'

export interface LaterSenderDeps {
  /** Loads and makes the sender; `again` after a failure. */
  load: (again: boolean) => Promise<CommandSender>
  /** When its code may be asked for without anybody's wish: what is drawn first comes first. */
  when: () => Promise<void>
  /** The code did not come, so this command is not sent. */
  missed: (kind: Parameters<CommandSender['send']>[0], sessionId: string, reason: string | null) => void
}

/** A sender whose code comes after the first table. What is wished for meanwhile waits for it, in order. */
export function createLaterSender({ load, when, missed }: LaterSenderDeps): CommandSender {
  let sender: CommandSender | null = null
  let loading: Promise<CommandSender | null> | null = null
  let failures = 0
  let isGone = false

  async function bring(): Promise<CommandSender | null> {
    try {
      const loaded = await load(failures > 0)
      if (isGone) {
        loaded.dispose()
        return null
      }
      sender = loaded
      void loaded.start()
      return loaded
    } catch {
      failures++
      return null
    } finally {
      loading = null
    }
  }

  const here = (): Promise<CommandSender | null> => (loading ??= bring())

  async function use(act: (it: CommandSender) => void, otherwise = () => {}): Promise<void> {
    if (isGone) return
    const it = sender ?? (await here())
    if (it) act(it)
    else if (!isGone) otherwise()
  }

  return {
    async start() {
      await when()
      if (!isGone && !sender) await here()
    },
    send: async (kind, sessionId, reason) => {
      if (sender) return sender.send(kind, sessionId, reason)
      await use(
        (it) => void it.send(kind, sessionId, reason),
        () => missed(kind, sessionId, reason),
      )
    },
    sendAll(kind, sessionIds, reason) {
      if (sender) return sender.sendAll(kind, sessionIds, reason)
      void use(
        (it) => it.sendAll(kind, sessionIds, reason),
        () => sessionIds.forEach((sessionId) => missed(kind, sessionId, reason)),
      )
    },
    retry: (key) => void use((it) => it.retry(key)),
    retryRun: (runId) => void use((it) => it.retryRun(runId)),
    forgetSettled: () => void use((it) => it.forgetSettled()),
    note(action, sessionId, answer) {
      void use((it) => void it.note(action, sessionId, answer))
      return answer
    },
    changeScope() {
      if (sender) sender.changeScope()
      else void use((it) => it.changeScope())
    },
    dispose() {
      isGone = true
      sender?.dispose()
    },
  }
}
