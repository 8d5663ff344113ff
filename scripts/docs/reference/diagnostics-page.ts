import { DIAGNOSTICS } from '../../../contracts/index.ts'
import { code, page, table } from './markdown.ts'

/** Every code that the panel can show. */
export const diagnosticsPage = (): string =>
  page('Diagnostic codes', '`contracts/diagnostics.ts`', [
    'A code is permanent: it is never renamed and never given to something else. What to do in detail stands in the [runbooks](../operations/runbooks/README.md).',
    table(
      ['code', 'severity', 'why', 'what to do'],
      Object.entries(DIAGNOSTICS).map(([name, { severity, why, fix }]) => [code(name), severity, why, fix]),
    ),
  ])
