import { inject, type InjectionKey, type Ref } from 'vue'

/** What the header may tell of another build. */
export interface NewerVersionPort {
  /** Null while there is nothing to tell. */
  readonly newer: Readonly<Ref<{ readonly version: string; readonly build: string } | null>>
  later(): void
  reloadPage(): void
}

export const NewerVersionKey: InjectionKey<NewerVersionPort> = Symbol('dev-hotload newer version')

/** Null where nobody knows of builds. */
export const useNewerVersion = (): NewerVersionPort | null => inject(NewerVersionKey, null)
