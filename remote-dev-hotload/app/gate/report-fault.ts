import type { DevHotloadHost } from '../../../contracts/host.ts'
import type { ReportFault } from '../../ui/faults.ts'
import { calmHost } from './calm-host.ts'

/** Hands faults to the shell's telemetry, if it has one: without their words, with their code and the panel's release. */
export const createReport =
  (host: DevHotloadHost): ReportFault =>
  (error, context) =>
    calmHost(host).telemetry.exception(error, context)
