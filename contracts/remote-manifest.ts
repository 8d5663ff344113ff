/**
 * `manifest.json` beside `remoteEntry.js`: what a shell may want to know of a built panel before it loads it, and
 * what the panel itself compares to learn that another build has been deployed.
 */
import * as z from 'zod/mini'
import { REMOTE_ENTRY } from './remote-files.ts'

/** A file below the manifest's own folder: no scheme, no leading slash, no step upwards. */
const fileName = z
  .string()
  .check(z.regex(/^(?!.*(?:^|\/)\.{1,2}(?:\/|$))[\w@~+.-]+(?:\/[\w@~+.-]+)*$/), z.maxLength(200))
const version = z.string().check(z.regex(/^\d+\.\d+(?:\.\d+)?(?:[-+][\w.+-]+)?$/), z.maxLength(60))
const fingerprint = z.string().check(z.regex(/^[0-9a-f]{16}$/))

export const remoteFileSchema = z.object({
  /** Subresource integrity, SHA-384. */
  integrity: z.string().check(z.regex(/^sha384-[A-Za-z0-9+/]{64}$/)),
  /** Size as served without compression. */
  bytes: z.int().check(z.nonnegative()),
})

export const remoteManifestSchema = z.object({
  name: z.literal('dev-hotload'),
  /** The product's own version. */
  version,
  /** Changes when any file changes and is the same for two builds of the same content: 16 hex digits. */
  build: fingerprint,
  entry: z.literal(REMOTE_ENTRY),
  /** Federation name, e.g. `./mount` → the file that it loads first. */
  doors: z.record(z.string().check(z.regex(/^\.\/[\w-]+$/)), fileName),
  hostApi: z.object({
    /** The version of the host contract that the panel was written for. */
    version,
    /** Which `apiVersion` of a shell it accepts, e.g. `>=1.0 <2.0`. */
    accepts: z.string().check(z.regex(/^>=\d+\.\d+ <\d+\.0$/)),
  }),
  /** The wire contracts that it speaks. */
  contracts: z.object({
    /** `info.version` of the Dev API's OpenAPI description. */
    devApi: version,
    /** Fingerprint of the Admin GraphQL schema that its documents were checked against: 16 hex digits. */
    graphql: fingerprint,
  }),
  /** Every file of the build but this one. */
  files: z.record(fileName, remoteFileSchema),
})

export type RemoteManifest = z.infer<typeof remoteManifestSchema>
export type RemoteFile = z.infer<typeof remoteFileSchema>
