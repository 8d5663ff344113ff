import { useWhen } from './when.ts'

/** How notes name the time that data is from: `14:02:11`, with its date when that is not the one of `now`. */
export function useAsOf(): (at: string | number, now: number) => string {
  const { clockTime, full } = useWhen()
  return (at, now) => {
    const time = new Date(at)
    if (Number.isNaN(time.getTime())) return String(at)
    const text = time.toISOString()
    return time.toDateString() === new Date(now).toDateString() ? clockTime(text).slice(0, 8) : full(text)
  }
}
