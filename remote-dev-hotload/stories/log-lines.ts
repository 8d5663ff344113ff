import type { LogEntry } from '../../contracts/index.ts'
import { before } from './now.ts'

const TEXTS = [
  ['info', 'build', 'hot update src/routes/orders.ts 38 ms'],
  ['info', 'sandbox', 'GET /orders?page=2 200 in 12 ms'],
  ['debug', 'sandbox', 'cache hit orders:page:2'],
  ['warn', 'sandbox', 'retry in 2 s: the pricing service answers slowly'],
  ['info', 'sandbox', '{"event":"order.created","id":9021,"total":129.5}'],
  ['error', 'sandbox', "TypeError: Cannot read properties of undefined (reading 'price')\n    at orders.ts:41:7"],
  ['info', 'host', '订单 9022 已创建，金额 88.00 元'],
] as const

/** Line `n`, three seconds after the one before; the last of `count` is two seconds old. */
export const line = (n: number, count: number, patch: Partial<LogEntry> = {}): LogEntry => {
  const [level, source, message] = TEXTS[n % TEXTS.length]!
  const ts = before(2 + (count - 1 - n) * 3)
  return {
    logId: String(n).padStart(12, '0'),
    ts,
    level,
    source,
    message,
    fields: null,
    reloadSequence: null,
    traceId: null,
    ...patch,
  }
}

/** Ordinary lines, oldest first. */
export const lines = (count: number): LogEntry[] => Array.from({ length: count }, (_, n) => line(n, count))
