import { describe, expect, it } from 'vitest'
import { faultKind } from './fault-kind.ts'

const built = (code: string) => `https://vuejs.org/error-reference/#runtime-${code}`

describe('a fault', () => {
  it('is a crash when something could not be drawn, in both words of Vue, and when nobody knows', () => {
    for (const info of [
      'setup function',
      'render function',
      'mounted hook',
      'component update',
      built('1'),
      built('m'),
    ])
      expect([info, faultKind(info)]).toEqual([info, 'crash'])
    expect(faultKind('something new')).toBe('crash')
  })

  it('is a slip when what is on the screen is still right', () => {
    for (const info of ['native event handler', 'component event handler', 'watcher callback', built('5'), built('um')])
      expect([info, faultKind(info)]).toEqual([info, 'slip'])
  })
})
