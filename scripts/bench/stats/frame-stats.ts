import { percentile } from './percentile.ts'

export interface FrameStats {
  /** Frames a second over the whole window. */
  readonly fps: number
  /** The rate that 99 % of the frames keep. */
  readonly fps_p1: number
  /** Share of frames that took longer than 25 ms. */
  readonly late_pct: number
  readonly longest_frame_ms: number
}

const LATE_MS = 25

/**
 * Times between frames → rates. A window that ends in a standstill counts it: `span` is the whole window, ms, and
 * what is left after the last frame is a frame that never came.
 */
export function frameStats(frames: readonly number[], span: number): FrameStats {
  const rest = span - frames.reduce((sum, took) => sum + took, 0)
  const all = rest > LATE_MS * 4 ? [...frames, rest] : frames
  const slow = percentile(all, 0.99)
  return {
    fps: span === 0 ? 0 : (frames.length * 1_000) / span,
    fps_p1: slow === null ? 0 : 1_000 / slow,
    late_pct: all.length === 0 ? 100 : (all.filter((took) => took > LATE_MS).length * 100) / all.length,
    longest_frame_ms: all.reduce((longest, took) => Math.max(longest, took), 0),
  }
}
