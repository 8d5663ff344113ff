import { defineDoor } from '../app/doors.ts'

/** `./LogStreamPanel`: the live log of one session, or of all. Props: `host`, `sessionId?`. */
export const LogStreamPanel = defineDoor('DevHotloadLogs', 'logs')
export default LogStreamPanel
