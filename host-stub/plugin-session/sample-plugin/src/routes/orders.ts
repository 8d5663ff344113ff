import { asMoney, priceOf, PRODUCTS, type Product } from '../pricing.ts'

export interface OrderRequest {
  orderId: number
  product: Product
  quantity: number
}

const say = (level: 'info' | 'warn', msg: string, fields: Record<string, unknown>) =>
  console.log(JSON.stringify({ level, msg, fields }))

/** `POST /orders` */
export const createOrder = ({ orderId, product, quantity }: OrderRequest, random: () => number): void => {
  const total = priceOf(product, quantity)
  const durationMs = Math.round(4 + random() * 40)
  if (random() < 0.06) {
    say('warn', `Stock of ${product} runs low`, { product, left: Math.round(random() * 5) })
  }
  say('info', `POST /orders 201 ${quantity} × ${product} for ${asMoney(total)}`, { orderId, durationMs, total })
}

/** `GET /orders/{id}` */
export const readOrder = (orderId: number, random: () => number): void => {
  const durationMs = Math.round(1 + random() * 12)
  if (random() < 0.03) {
    console.warn(`GET /orders/${orderId} took ${durationMs + 900} ms, the index is cold`)
    return
  }
  console.info(`GET /orders/${orderId} 200 in ${durationMs} ms`)
}

export const someOrder = (orderId: number, random: () => number): OrderRequest => ({
  orderId,
  product: PRODUCTS[Math.floor(random() * PRODUCTS.length)] as Product,
  quantity: 1 + Math.floor(random() * 8),
})
