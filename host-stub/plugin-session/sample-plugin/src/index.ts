import { seededRandom } from './random.ts'
import { createOrder, readOrder, someOrder } from './routes/orders.ts'

const GREETING = 'Orders is open for business'

/** The sandbox calls this once; what it returns is called when the plugin has to go. */
export const start = () => {
  const random = seededRandom(20_26)
  let orderId = 4100

  console.info(GREETING)
  const timer = setInterval(() => {
    if (random() < 0.55) createOrder(someOrder(++orderId, random), random)
    else readOrder(orderId - Math.floor(random() * 20), random)
  }, 500)

  return () => {
    clearInterval(timer)
    console.info(`Orders closes after order ${orderId}`)
  }
}
