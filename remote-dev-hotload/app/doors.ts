import { defineComponent, h, type PropType } from 'vue'
import type { DevHotloadHost, MountView } from '../../contracts/host.ts'
import { Door } from './gate/index.ts'

/** A door as a component: `host`, and for logs and metrics the session they are about. */
export function defineDoor(name: string, view: MountView) {
  return defineComponent({
    name,
    props: {
      host: { type: Object as PropType<DevHotloadHost>, required: true },
      sessionId: { type: String, default: undefined },
    },
    setup: (props) => () => h(Door, { host: props.host, view, sessionId: props.sessionId }),
  })
}
