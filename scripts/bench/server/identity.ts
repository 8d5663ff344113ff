/** The one session and tenant of the benchmark's server. */
export const SESSION_ID = '6f1d9a5e-9f0e-4f0b-8f55-3f6f6a0c1a11'
export const TENANT_ID = '0b6f3c1e-3f0a-4c57-9a52-0d1f0f6f7a01'
