import type { OutputBundle } from 'rollup'
import type { Plugin } from 'vite'

/**
 * What belongs together in a chunk, on the way to the first table. Left alone, rollup makes a chunk for every
 * combination of users: 66 files up to the first table, of which gzip makes 20 kB more than of these few.
 *
 * - `door`: every door needs it before it knows who may open the panel.
 * - `panel`: every view needs it: the client, the stores, what decodes and masks.
 * - `list`: the dashboard with its table.
 *
 * Whatever is named nowhere is left to rollup. A part that is not needed for the first table must not be named here.
 */
const CHUNKS: readonly (readonly [chunk: string, files: RegExp])[] = [
  ['door', /\/app\/(gate|version)\/|\/app\/(doors|mount)\.ts|\/contracts\/remote-files\.ts|\/package\.json$/],
  ['door', /\/ui\/(Boundary|Button|CopyButton|CopyText|CrashPage|Dialog|Empty|Icon|SlipNote)\.vue/],
  ['door', /\/ui\/(fault-\w+|faults|icons|surface|surface-styles|text)\.ts|\/ui\/(lazy\/|tokens\.css)/],
  ['door', /\/kernel\/(clock|uuid)\.ts|plugin-vue:export-helper/],
  ['panel', /\/contracts\/(offers|records|stream-events)\.ts|\/generated\/|\/node_modules\/(zod|idb)\//],
  ['panel', /\/kernel\/(assert-never|backoff|emitter|recent-set|result|server-time|safe-link)\.ts|\/kernel\/redact\//],
  [
    'panel',
    /\/client\/(?!alert-acts|live-stream)[\w-]+\.ts|\/client\/(cache|decode)\/|\/client\/profiles\/[\w-]+\.ts|\/tabs\/status-news\.ts/,
  ],
  ['panel', /\/app\/panel\/(?!candidate-|create-candidate|command-|remembered-|send-|tab-sender|metrics-marks)/],
  ['panel', /\/(alerts|audit|metrics|logs|dashboard|sessions|attention|candidate)\/(\w+-store|ports)\.ts/],
  ['panel', /\/metrics\/(merge-points|windows)\.ts/],
  ['panel', /\/alerts\/(alert-group|inbox-alert|own-alert-store)\.ts/],
  ['panel', /\/audit\/audit-entry\.ts|\/logs\/log-(book|look|place)\.ts|\/logs\/engine\/(browser-soon|log-filter)\.ts/],
  ['panel', /\/dashboard\/(habits|log-address|newer-version-port|place|settings-port)\.ts/],
  ['panel', /\/sessions\/(?!index|health-words|server-offers|shared-now|use-)[\w-]+\.ts/],
  ['panel', /\/sessions\/commands\/command(-store|-verdict)?\.ts|\/sessions\/detail\/(heard-reloads|reload-store)\.ts/],
  ['panel', /\/sessions\/list\/(session-query|table-look)\.ts|\/ui\/(connection|when)\.ts/],
  ['panel', /\/ui\/(ConnectionState|StateMark)\.vue/],
  ['list', /\/sessions\/list\/|\/sessions\/(health-words|server-offers|shared-now|use-session-words)\.ts/],
  ['list', /\/sessions\/commands\/(CommandStatus|CommandToasts|SessionActions)\.vue|\/commands\/lazy-parts\.ts/],
  ['list', /\/sessions\/commands\/(command-rules|use-command-rules|use-command-words)\.ts|\/detail\/ReloadResult\.vue/],
  ['list', /\/dashboard\/(DashboardHeader|RoomView|ServerProfile|SessionDashboard|StatusCounts|VersionNotice)\.vue/],
  ['list', /\/dashboard\/(after-table|lazy-parts)\.ts|\/keys\/(create-panel-keys|key-names|panel-keys|zones)\.ts/],
  ['list', /\/palette\/(recent-choices|use-palette-acts)\.ts|\/ui\/(Checkbox|Menu|Popover|SearchField)\.vue/],
  ['list', /\/ui\/(as-of|popover-place)\.ts/],
]

/** For rollup's `manualChunks`. */
export const firstChunkOf = (id: string): string | undefined => CHUNKS.find(([, files]) => files.test(id))?.[0]

/** Chunks that wait for each other: each has a top-level await (its share of Vue), so none of them would ever run. */
export function circleOf(importsOf: ReadonlyMap<string, readonly string[]>): string[] | null {
  const done = new Set<string>()

  function walk(chunk: string, way: readonly string[]): string[] | null {
    if (way.includes(chunk)) return [...way.slice(way.indexOf(chunk)), chunk]
    if (done.has(chunk)) return null
    for (const next of importsOf.get(chunk) ?? []) {
      const found = walk(next, [...way, chunk])
      if (found) return found
    }
    done.add(chunk)
    return null
  }

  for (const chunk of importsOf.keys()) {
    const found = walk(chunk, [])
    if (found) return found
  }
  return null
}

/** Fails the build when chunks wait for each other. */
export const withoutCircles = (): Plugin => ({
  name: 'dev-hotload:without-circles',
  enforce: 'post',
  generateBundle(_options, bundle: OutputBundle) {
    const chunks = Object.values(bundle).filter((file) => file.type === 'chunk')
    const circle = circleOf(new Map(chunks.map(({ fileName, imports }) => [fileName, imports])))
    if (circle) this.error(`These chunks wait for each other and would never load: ${circle.join(' → ')}.`)
  },
})
