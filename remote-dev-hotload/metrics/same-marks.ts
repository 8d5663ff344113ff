import type { MetricMark } from './ports.ts'

/** Nothing has happened since: whoever draws need not do it again. */
export const sameMarks = (one: readonly MetricMark[], other: readonly MetricMark[]): boolean =>
  one.length === other.length &&
  one.every(({ at, kind, label }, index) => {
    const mark = other[index]!
    return mark.at === at && mark.kind === kind && mark.label === label
  })
