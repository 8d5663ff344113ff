import { defineDoor } from '../app/doors.ts'

/** `./SessionDashboard`: the whole panel. Prop: `host`. */
export const SessionDashboard = defineDoor('DevHotloadDashboard', 'dashboard')
export default SessionDashboard
