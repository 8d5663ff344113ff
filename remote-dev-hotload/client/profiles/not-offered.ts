import { err } from '../../kernel/index.ts'
import { apiError } from '../api-error.ts'

/** The answer to what a server of this profile cannot be asked; nothing has been sent. */
export const notOffered = () => err(apiError('DH_API_501'))
