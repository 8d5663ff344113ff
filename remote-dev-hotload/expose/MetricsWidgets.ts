import { defineDoor } from '../app/doors.ts'

/** `./MetricsWidgets`: figures and a trend of one session, or of the tenant. Props: `host`, `sessionId?`. */
export const MetricsWidgets = defineDoor('DevHotloadMetrics', 'metrics')
export default MetricsWidgets
