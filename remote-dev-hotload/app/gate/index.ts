import { createShelter } from './create-shelter.ts'
import DoorFrame from './Door.vue'

export { createReport } from './report-fault.ts'

/** A door with everything that holds it: what a shell shows. */
export const Door = createShelter(DoorFrame)
