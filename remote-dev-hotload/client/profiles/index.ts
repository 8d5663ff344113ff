export { createProfileChoice, type ProfileChoice, type ProfileName } from './choice.ts'
export {
  chosenAlertActs,
  chosenCommands,
  chosenNotifications,
  chosenQueries,
  chosenReports,
  readFrame,
} from './chosen.ts'
export type { CoreProfile } from './core/core-profile.ts'
