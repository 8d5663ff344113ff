import { defineComponent, h, inject, onScopeDispose, shallowRef, type Component } from 'vue'
import { importChunk } from '../../kernel/index.ts'
import LazyDialog from './LazyDialog.vue'
import LoadFailed from './LoadFailed.vue'
import { TextKey } from '../text.ts'
import { useLoading, type LoadTrouble } from './loading-port.ts'

/** A network that is just back may need a moment: after these pauses, ms, it is asked again before somebody has to. */
const COMING_BACK_MS = [1_000, 3_000]

export interface LazyOptions {
  /** On the way to the first table: it is drawn with the first half of the texts. */
  readonly first?: boolean
  /** The part is a dialog: what it says when it cannot load is one too, and closes with the listener `close`. */
  readonly dialog?: boolean
}

/**
 * A component whose code is a chunk of its own. One that does not load says why and can be asked for again; Vue's own
 * `defineAsyncComponent` has no way back once its error is shown.
 */
export function lazily<T extends Component>(load: () => Promise<T>, options: LazyOptions = {}): T {
  let ready: T | null = null
  const { dialog = false, first = false } = options

  const part = defineComponent({
    name: 'Lazily',
    inheritAttrs: false,
    setup(_props, { attrs, slots }) {
      const { explain, onOnline, pause } = useLoading()
      const text = inject(TextKey, null)
      const shown = shallowRef(ready)
      const trouble = shallowRef<LoadTrouble | null>(null)
      const attempts = shallowRef(0)
      const busy = shallowRef(false)
      let isGone = false
      let stopWaiting = () => {}
      onScopeDispose(() => {
        isGone = true
        stopWaiting()
      })

      async function ask(again: boolean): Promise<void> {
        if (busy.value) return
        stopWaiting()
        busy.value = true
        let why = await attempt(again)
        // Its server answers and still has it: most likely it was a moment's trouble, and nobody needs to know.
        if (why?.kind === 'missing' && !again && !isGone) why = await attempt(true)
        busy.value = false
        if (isGone) return
        attempts.value++
        trouble.value = why
        if (why?.kind === 'offline') stopWaiting = onOnline(() => void comeBack())
      }

      async function comeBack(): Promise<void> {
        await ask(true)
        for (const ms of COMING_BACK_MS) {
          const kind = trouble.value?.kind
          if (isGone || (kind !== 'unreachable' && kind !== 'missing')) return
          await pause(ms)
          if (trouble.value?.kind === kind) await ask(true)
        }
      }

      async function attempt(again: boolean): Promise<LoadTrouble | null> {
        try {
          const part = await importChunk(load, again)
          // What draws without Vue draws its words once.
          if (!first) await text?.whole?.(again)
          ready = part
          shown.value = ready
          return null
        } catch (error) {
          return explain(error)
        }
      }

      if (!ready) void ask(false)

      const sayWhy = (why: LoadTrouble) =>
        h(LoadFailed, { trouble: why, attempts: attempts.value, busy: busy.value, onRetry: () => void ask(true) })

      return () => {
        if (shown.value) return h(shown.value, attrs, slots)
        if (!trouble.value) return null
        const why = trouble.value
        if (!dialog) return sayWhy(why)
        return h(LazyDialog, { onClose: attrs['onClose'] as (() => void) | undefined }, () => sayWhy(why))
      }
    },
  }) as unknown as T
  loaders.set(part, async () => void (ready ??= await importChunk(load)))
  return part
}

const loaders = new WeakMap<object, () => Promise<void>>()

/** Loads a part before it is shown: then it is drawn at once. Never rejects, the part itself says what went wrong. */
export async function preload(part: Component): Promise<void> {
  await loaders
    .get(part)?.()
    .catch(() => {})
}
