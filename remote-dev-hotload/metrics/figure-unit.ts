/** How a figure is read. Percentages are 0 … 100. */
export type FigureUnit = 'count' | 'ms' | 'percent' | 'perSecond' | 'perMinute'
