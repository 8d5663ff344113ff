/** Where a value begins to worry; `null` where no value does. */
export const THRESHOLDS = [
  { metric: 'reloadLatencyP95Ms', warning: 1000, critical: 3000, direction: 'above' },
  { metric: 'reloadSuccessRate', warning: 0.9, critical: 0.7, direction: 'below' },
  { metric: 'errorRatePerMin', warning: 20, critical: 100, direction: 'above' },
  { metric: 'logThroughputPerSec', warning: 2000, critical: 10_000, direction: 'above' },
  { metric: 'terminateLatencyP95Ms', warning: 5000, critical: 10_000, direction: 'above' },
] as const
