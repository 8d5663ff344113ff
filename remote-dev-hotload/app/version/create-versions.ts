import { inject, type InjectionKey } from 'vue'
import type { DevHotloadHost } from '../../../contracts/host.ts'
import { version } from '../../../package.json'
import { createSystemClock } from '../../kernel/index.ts'
import type { LoadingPort } from '../../ui/lazy/loading-port.ts'
import { createReport } from '../gate/report-fault.ts'
import { createDeployment } from './deployment.ts'
import { explainLoad } from './explain-load.ts'
import { createNewerVersion, type NewerVersion, type PutOff } from './newer-version.ts'

/** What a door knows of builds: its own, and the one that is deployed. */
export interface Versions {
  readonly loading: LoadingPort
  readonly newerVersion: NewerVersion
  reloadPage(): void
}

export const VersionsKey: InjectionKey<Versions> = Symbol('dev-hotload versions')

export function useVersions(): Versions | null {
  return inject(VersionsKey, null)
}

const PUT_OFF_KEY = 'devhotload:later'

/** In the tab's own storage: after a reload that still brings the old build, nobody is asked again. */
function createPutOff(page: Window): PutOff {
  let build: string | null = null
  return {
    get() {
      try {
        return page.sessionStorage.getItem(PUT_OFF_KEY) ?? build
      } catch {
        return build
      }
    },
    set(next) {
      build = next
      try {
        page.sessionStorage.setItem(PUT_OFF_KEY, next)
      } catch {
        // Forbidden or full: then it is for as long as the page lives.
      }
    },
  }
}

/** `self` is the address of the chunk that names the panel's other chunks. Asks nothing until something fails. */
export function createVersions(host: DevHotloadHost, self: string, page: Window & typeof globalThis): Versions {
  const clock = createSystemClock()
  const deployment = createDeployment({
    self,
    fetch: (input, init) => page.fetch(input, init),
    timeout: (ms) => AbortSignal.timeout(ms),
  })
  const newerVersion = createNewerVersion({
    clock,
    ask: deployment.ask,
    putOff: createPutOff(page),
    sight: {
      isHidden: () => page.document.hidden,
      subscribe(listener) {
        page.document.addEventListener('visibilitychange', listener)
        return () => page.document.removeEventListener('visibilitychange', listener)
      },
    },
  })

  async function ask() {
    const deployed = await deployment.ask()
    newerVersion.heard(deployed)
    return deployed
  }

  const report = createReport(host)
  const reloadPage = () => page.location.reload()
  return {
    newerVersion,
    reloadPage,
    loading: {
      reloadPage,
      onOnline(run) {
        page.addEventListener('online', run, { once: true })
        return () => page.removeEventListener('online', run)
      },
      pause: (ms) => new Promise((resolve) => void clock.after(ms, resolve)),
      async explain(error) {
        const isOnline = () => page.navigator.onLine
        const trouble = await explainLoad(error, { ask, isOnline, now: clock.now, version, self })
        report(error, { code: trouble.code, part: 'load' })
        return trouble
      },
    },
  }
}
