import type { Random } from '../../random.ts'

/** Chance that a test can foresee: ids and secrets count up. */
export const createCountedRandom = (): Random => {
  let count = 0
  const next = () => (++count).toString(16).padStart(12, '0')
  return { uuid: () => `00000000-0000-4000-8000-${next()}`, secret: () => `secret-of-the-stand-in-${next()}` }
}
