import type { LogPlace } from '../logs/index.ts'

/** Query of an address → place in the log. What cannot be read is left out, never an error. */
export function parseLogPlace(params: URLSearchParams): LogPlace {
  const since = params.get('since') ?? ''
  return {
    filter: {
      level: params.get('level') ?? '',
      sources: params.getAll('source').filter(Boolean),
      text: params.get('q') ?? '',
      isPattern: params.get('re') === '1',
      exclude: params.get('x') ?? '',
      from: since === 'reload' ? null : timeOf(since),
      to: timeOf(params.get('until') ?? ''),
      sinceReload: since === 'reload',
    },
    find: params.get('find') ?? '',
    line: params.get('line') || null,
    at: timeOf(params.get('at') ?? ''),
    wrap: params.get('wrap') === '1',
  }
}

/** Defaults are left out, so that a plain log has a plain link. */
export function formatLogPlace({ filter, find, line, at, wrap }: LogPlace, params: URLSearchParams): void {
  if (filter.level) params.set('level', filter.level)
  for (const source of filter.sources) params.append('source', source)
  if (filter.text) params.set('q', filter.text)
  if (filter.isPattern) params.set('re', '1')
  if (filter.exclude) params.set('x', filter.exclude)
  if (find) params.set('find', find)
  if (filter.sinceReload) params.set('since', 'reload')
  else if (filter.from !== null) params.set('since', new Date(filter.from).toISOString())
  if (filter.to !== null) params.set('until', new Date(filter.to).toISOString())
  if (line !== null) params.set('line', line)
  else if (at !== null) params.set('at', new Date(at).toISOString())
  if (wrap) params.set('wrap', '1')
}

function timeOf(text: string): number | null {
  const time = Date.parse(text)
  return Number.isNaN(time) ? null : time
}
