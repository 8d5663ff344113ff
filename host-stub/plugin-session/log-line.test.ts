import { describe, expect, it } from 'vitest'
import { readOutput } from './log-line.ts'

describe('a line of output', () => {
  it('is taken apart when it is a JSON log line', () => {
    expect(readOutput('{"level":"WARN","msg":"low","fields":{"left":2},"product":"tea","ts":1}', 'info')).toEqual({
      level: 'warn',
      message: 'low',
      fields: { left: 2, product: 'tea' },
    })
  })

  it('may count its level in tens', () => {
    expect(readOutput('{"level":50,"msg":"boom"}', 'info')).toEqual({ level: 'error', message: 'boom' })
  })

  it.each(['plain words', '{"level":"info"}', '{"msg":"no level"}', '{"level":"loud","msg":"?"}', '{broken', '[1]'])(
    'stays text otherwise: %s',
    (text) => {
      expect(readOutput(text, 'error')).toEqual({ level: 'error', message: text })
    },
  )
})
