import type { FlowFault, FrameFault, RequestFault, StrikeFault } from './fault.ts'
import { hangUp, lateHeaders, lostAnswer, noAnswer } from './requests/connections.ts'
import { briefly503, failing, tooMany, unauthorized, unavailable } from './requests/refusals.ts'
import { loginPage, noContent, redirect, wrongType } from './requests/strange-answers.ts'
import { drip, firstKilobyte, oddChunks } from './streams/pieces.ts'
import { oddIds } from './streams/odd-ids.ts'
import { skew } from './streams/skew.ts'
import { briefStall, cleanEnd, halfFrame, midFrameEnd, reset, stall } from './strikes/cuts.ts'
import { giantLine, hostileLine } from './strikes/made-up-lines.ts'
import { doubled, oldFrames } from './strikes/repeats.ts'

/** Faults of one request. */
export const REQUEST_FAULTS = {
  unavailable: unavailable,
  'briefly-503': briefly503,
  failing: failing,
  'too-many': tooMany,
  unauthorized: unauthorized,
  'login-page': loginPage,
  redirect: redirect,
  'wrong-type': wrongType,
  'no-content': noContent,
  'hang-up': hangUp,
  'late-headers': lateHeaders,
  'lost-answer': lostAnswer,
  'no-answer': noAnswer,
} satisfies Record<string, RequestFault>

/** Faults that hit an open stream. */
export const STRIKES = {
  reset: reset,
  'half-frame': halfFrame,
  'clean-end': cleanEnd,
  'mid-frame-end': midFrameEnd,
  stall: stall,
  'brief-stall': briefStall,
  doubled: doubled,
  'old-frames': oldFrames,
  'giant-line': giantLine,
  'hostile-line': hostileLine,
} satisfies Record<string, StrikeFault>

/** Faults that a stream has from its beginning. */
export const STREAM_FAULTS = {
  drip: drip,
  'odd-chunks': oddChunks,
  'first-kilobyte': firstKilobyte,
  'odd-ids': oddIds,
  skew: skew,
} satisfies Record<string, FrameFault | FlowFault>

export type RequestFaultName = keyof typeof REQUEST_FAULTS
export type StrikeName = keyof typeof STRIKES
export type StreamFaultName = keyof typeof STREAM_FAULTS
export type FaultName = RequestFaultName | StrikeName | StreamFaultName

export const isRequestFault = (name: string): name is RequestFaultName => Object.hasOwn(REQUEST_FAULTS, name)
export const isStrike = (name: string): name is StrikeName => Object.hasOwn(STRIKES, name)
export const isStreamFault = (name: string): name is StreamFaultName => Object.hasOwn(STREAM_FAULTS, name)
