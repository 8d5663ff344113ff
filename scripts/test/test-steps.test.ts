import { describe, expect, it } from 'vitest'
import { chooseSteps, TEST_STEPS } from './test-steps.ts'

const namesOf = (...args: string[]) => {
  const choice = chooseSteps(args)
  return choice.kind === 'steps' ? choice.steps.map(({ name }) => name) : choice.sentence
}

describe('the steps of npm test', () => {
  it('are all of them without a word', () => {
    expect(namesOf()).toEqual(TEST_STEPS.map(({ name }) => name))
  })

  it('may be chosen, and keep their order', () => {
    expect(namesOf('--only', 'unit, lint')).toEqual(['lint', 'unit'])
    expect(namesOf('--only=e2e')).toEqual(['e2e'])
  })

  it.each([[['--only', 'lintt']], [['--only']], [['lint']], [['--only', 'lint', 'unit']]])(
    'are explained when %j asks for something else',
    (args) => {
      expect(namesOf(...args)).toMatch(/npm test -- --only nuxt,types/)
    },
  )
})
