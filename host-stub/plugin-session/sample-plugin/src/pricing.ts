/** Prices in cents. */
const PRICES = { espresso: 240, cappuccino: 360, croissant: 290, cheesecake: 480 }

export type Product = keyof typeof PRICES

export const PRODUCTS = Object.keys(PRICES) as Product[]

/** From this quantity on an order is a tenth cheaper. */
const DISCOUNT_FROM = 6

export const priceOf = (product: Product, quantity: number): number => {
  const full = PRICES[product] * quantity
  return quantity >= DISCOUNT_FROM ? Math.round(full * 0.9) : full
}

export const asMoney = (cents: number): string => `€ ${(cents / 100).toFixed(2)}`
