import { computed } from 'vue'
import type { DiagnosticCode } from '../../contracts/index.ts'
import { useText, type IconName } from '../ui/index.ts'
import { isOwnAlert, type InboxAlert } from './inbox-alert.ts'

interface Mark {
  readonly icon: IconName
  readonly tone: 'ok' | 'info' | 'warn' | 'error' | 'off'
}

const SEVERITY_MARKS: Readonly<Record<string, Mark>> = {
  CRITICAL: { icon: 'error', tone: 'error' },
  WARNING: { icon: 'warn', tone: 'warn' },
  INFO: { icon: 'info', tone: 'info' },
}
const STATE_MARKS: Readonly<Record<string, Mark>> = {
  OPEN: { icon: 'running', tone: 'warn' },
  ACKNOWLEDGED: { icon: 'check', tone: 'info' },
  SNOOZED: { icon: 'waiting', tone: 'info' },
  RESOLVED: { icon: 'ended', tone: 'ok' },
}
const DAY_MS = 24 * 3_600_000
/** A word that this panel does not know is shown as it is, and means nothing to it. */
const UNKNOWN: Mark = { icon: 'unknown', tone: 'off' }

const markOf = (marks: Readonly<Record<string, Mark>>, word: string): Mark =>
  Object.hasOwn(marks, word) ? marks[word]! : UNKNOWN

interface Formats {
  readonly number: Intl.NumberFormat
  readonly full: Intl.DateTimeFormat
  readonly day: Intl.DateTimeFormat
  readonly weekday: Intl.DateTimeFormat
  readonly hour: Intl.DateTimeFormat
}

/** Shared by all rows: each of them takes longer to make than a row. */
const made = new Map<string, Formats>()

function formatsOf(locale: string): Formats {
  let formats = made.get(locale)
  if (!formats) {
    formats = {
      number: new Intl.NumberFormat(locale),
      full: new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium' }),
      day: new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }),
      weekday: new Intl.DateTimeFormat(locale, { weekday: 'short', hour: 'numeric', minute: '2-digit' }),
      hour: new Intl.DateTimeFormat(locale, { timeStyle: 'short' }),
    }
    made.set(locale, formats)
  }
  return formats
}

/** The words and shapes of alerts. */
export function useAlertWords() {
  const { t, has, locale } = useText()
  const formats = computed(() => formatsOf(locale.value))

  const wordOf = (group: 'severity' | 'state', word: string) =>
    has(`alert.${group}.${word}`) ? t(`alert.${group}.${word}`) : word

  function ownText(part: 'title' | 'body', alert: InboxAlert): string {
    if (!isOwnAlert(alert)) return ''
    const key = `own.${alert.code}.${part}`
    // `title` is empty for what is about the panel itself.
    if (has(key)) return t(key, { title: alert.title ?? '', count: alert.count })
    return part === 'title' ? alert.code : ''
  }

  return {
    severityMark: (severity: string) => ({ ...markOf(SEVERITY_MARKS, severity), word: wordOf('severity', severity) }),
    stateMark: (state: string) => ({ ...markOf(STATE_MARKS, state), word: wordOf('state', state) }),
    titleOf: (alert: InboxAlert) => (isOwnAlert(alert) ? ownText('title', alert) : alert.title),
    messageOf: (alert: InboxAlert) => (isOwnAlert(alert) ? ownText('body', alert) : alert.message),
    problemOf: (code: DiagnosticCode) =>
      has(`alert.problem.${code}`) ? t(`alert.problem.${code}`) : t(`problem.${code}`),
    number: (value: number) => formats.value.number.format(value),
    /** Date and time in the reader's zone; what is no time is shown as it is. */
    full(at: string | number): string {
      const ms = new Date(at).getTime()
      return Number.isNaN(ms) ? String(at).slice(0, 40) : formats.value.full.format(ms)
    },
    /** A time of day; with the day of the week within six days, else with the date. Null for no time at all. */
    timeWord(ms: number, now: number): string | null {
      if (Number.isNaN(new Date(ms).getTime())) return null
      const { hour, weekday, day } = formats.value
      if (new Date(ms).toDateString() === new Date(now).toDateString()) return hour.format(ms)
      return (Math.abs(ms - now) < 6 * DAY_MS ? weekday : day).format(ms)
    },
  }
}
