import {
  defineComponent,
  h,
  onErrorCaptured,
  onScopeDispose,
  provide,
  shallowRef,
  type Component,
  type PropType,
} from 'vue'
import type { DevHotloadHost, MountView } from '../../../contracts/host.ts'
import { faultKind } from '../../ui/fault-kind.ts'
import { FaultsKey } from '../../ui/faults.ts'
import { calmHost } from './calm-host.ts'

/**
 * The outermost part of every door. A door that is a component lives in the shell's own Vue app, so whatever is thrown
 * below ends here and never in the shell's error handler. Inside of the door the boundaries speak; this one has words
 * only for a door that could not draw its own frame.
 */
export const createShelter = (door: Component) =>
  defineComponent({
    name: 'DevHotloadShelter',
    props: {
      host: { type: Object as PropType<DevHotloadHost>, required: true },
      view: { type: String as PropType<MountView>, required: true },
      sessionId: { type: String, default: undefined },
    },
    setup(props) {
      const host = calmHost(props.host)
      const { doors, exception: report } = host.telemetry
      const view = () => props.view
      doors.add(view)
      onScopeDispose(() => doors.delete(view))
      const isDown = shallowRef(false)
      provide(FaultsKey, report)

      onErrorCaptured((error, _instance, info) => {
        const isCrash = faultKind(info) === 'crash'
        isDown.value ||= isCrash
        report(error, { code: isCrash ? 'DH_VIEW_001' : 'DH_VIEW_002', part: 'door' })
        return false
      })

      return () =>
        isDown.value
          ? h('p', { role: 'alert', 'data-testid': 'dh-boundary', 'data-code': 'DH_VIEW_001' }, [
              'Dev Hotload · DH_VIEW_001 ',
              h('button', { type: 'button', onClick: () => (isDown.value = false) }, 'Try again · 重试'),
            ])
          : h(door, { host, view: props.view, sessionId: props.sessionId })
    },
  })
