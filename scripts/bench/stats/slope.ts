/** Rise of the least-squares line through the points; 0 of fewer than two. */
export function slope(points: readonly (readonly [x: number, y: number])[]): number {
  const n = points.length
  if (n < 2) return 0
  const meanX = points.reduce((sum, [x]) => sum + x, 0) / n
  const meanY = points.reduce((sum, [, y]) => sum + y, 0) / n
  const along = points.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0)
  const across = points.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0)
  return across === 0 ? 0 : along / across
}
