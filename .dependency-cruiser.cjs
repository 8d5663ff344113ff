/** The import law for CI: no circles, no room reaching where it may not. The table is scripts/import-law.js. */
const rooms = ['sessions', 'logs', 'metrics', 'alerts', 'audit']
const remote = (names) => `^remote-dev-hotload/(${names.join('|')})/`
const test = '[.](test|spec|stories)[.]ts$|/(tests|testing|stories)/|/conformance/'

const only = (name, from, allowed) => ({
  name,
  severity: 'error',
  from: { path: from, pathNot: test },
  to: { path: '^(remote-dev-hotload|contracts|host-stub|scripts)/', pathNot: allowed },
})

module.exports = {
  forbidden: [
    {
      name: 'no-circles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-unresolved',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^(dev_hotload|virtual:|@graphql-typed-document-node/)|[?]inline$' },
    },
    only('contracts-import-nothing', '^contracts/', ['^contracts/']),
    only('kernel-is-pure', remote(['kernel']), [remote(['kernel'])]),
    only('client-knows-no-vue-room', remote(['client']), [remote(['client', 'kernel', 'generated']), '^contracts/']),
    only('ui-is-dumb', remote(['ui']), [remote(['ui', 'kernel'])]),
    ...rooms.map((room) =>
      only(`${room}-is-a-room`, remote([room]), [remote([room, 'kernel', 'ui', 'client']), '^contracts/']),
    ),
    {
      name: 'rooms-see-client-types-only',
      severity: 'error',
      from: { path: remote([...rooms, 'dashboard']), pathNot: test },
      to: { path: remote(['client']), dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'client-without-vue',
      severity: 'error',
      from: { path: remote(['client', 'kernel']) },
      to: { path: 'node_modules/(vue|pinia|vue-router|@vueuse)/' },
    },
    only('expose-is-a-door', remote(['expose']), [remote(['expose', 'app']), '^contracts/']),
    {
      name: 'host-stub-sees-contracts-only',
      severity: 'error',
      from: { path: '^host-stub/' },
      to: { path: '^remote-dev-hotload/' },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.node.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|[.]vite|sample-plugin)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'default'],
      mainFields: ['module', 'main', 'types'],
      extensions: ['.ts', '.vue', '.js', '.json'],
    },
  },
}
