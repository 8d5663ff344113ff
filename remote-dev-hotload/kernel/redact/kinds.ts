/**
 * What a mask may say, `[masked: <kind>]`. A fixed list: exports and audits name these words, and a text is
 * taken for masked only if it uses one of them.
 */
export const MASK_KINDS = [
  // by the name that holds the value

  'key',
  'secret',
  'password',
  'token',
  'reload-token',
  'api-key',
  'session-id',
  'csrf-token',
  'mnemonic',
  // clouds
  'aws-key',
  'aws-secret',
  'aws-mws-key',
  'google-key',
  'google-oauth-token',
  'google-oauth-secret',
  'google-refresh-token',
  'azure-secret',
  'azure-storage-key',
  'azure-client-secret',
  'alibaba-key',
  'alibaba-secret',
  'tencent-key',
  'tencent-secret',
  'digitalocean-token',
  'cloudflare-token',
  'heroku-key',
  'yandex-key',
  'scaleway-key',
  'fly-token',
  'netlify-token',
  'supabase-key',
  'planetscale-token',
  'databricks-token',
  'terraform-token',
  'vault-token',
  'doppler-token',
  'onepassword-token',
  'pulumi-token',
  'age-key',
  // source hosts and registries
  'github-token',
  'gitlab-token',
  'bitbucket-token',
  'atlassian-token',
  'azure-devops-token',
  'sourcegraph-token',
  'npm-token',
  'npm-auth',
  'pypi-token',
  'rubygems-key',
  'nuget-key',
  'crates-token',
  'clojars-token',
  'docker-token',
  'docker-auth',
  'artifactory-key',
  'packagist-token',
  // chat
  'slack-token',
  'slack-webhook',
  'discord-token',
  'discord-webhook',
  'telegram-token',
  'teams-webhook',
  'feishu-webhook',
  'dingtalk-webhook',
  'wecom-webhook',
  'webhook-url',
  // payment and mail
  'stripe-key',
  'stripe-webhook-secret',
  'square-token',
  'paypal-secret',
  'braintree-token',
  'adyen-key',
  'razorpay-key',
  'shopify-token',
  'plaid-token',
  'mollie-key',
  'sendgrid-key',
  'mailgun-key',
  'mailchimp-key',
  'postmark-token',
  'brevo-key',
  'resend-key',
  'twilio-key',
  // AI
  'openai-key',
  'anthropic-key',
  'huggingface-token',
  'cohere-key',
  'replicate-token',
  'groq-key',
  'perplexity-key',
  'xai-key',
  'openrouter-key',
  'nvidia-key',
  'langsmith-key',
  // observability and CI
  'datadog-key',
  'newrelic-key',
  'sentry-token',
  'sentry-dsn',
  'grafana-token',
  'honeycomb-key',
  'dynatrace-token',
  'splunk-token',
  'circleci-token',
  'buildkite-token',
  'ci-token',
  // other services
  'linear-key',
  'notion-token',
  'figma-token',
  'airtable-token',
  'dropbox-token',
  'hubspot-token',
  'postman-key',
  'okta-token',
  'algolia-key',
  'launchdarkly-key',
  'facebook-token',
  // addresses and connections
  'url-password',
  'url-token',
  'url-signature',
  'postgres-url',
  'mysql-url',
  'mongodb-url',
  'redis-url',
  'amqp-url',
  'mssql-url',
  'broker-url',
  'smtp-url',
  'ldap-url',
  'ftp-url',
  'otpauth',
  'oauth-code',
  'saml',
  // headers

  'jwt',
  'jwe',
  'bearer',
  'basic',
  'digest',
  'authorization',
  'request-signature',
  'cookie',
  'set-cookie',
  // files and hashes
  'private-key',
  'openssh-key',
  'pgp-key',
  'putty-key',
  'kubeconfig-key',
  'key-material',
  'jwk',
  'netrc',
  'basic-user',
  'bcrypt',
  'argon2',
  'scrypt',
  'pbkdf2',
  'crypt-hash',
  'ldap-hash',
] as const

export type MaskKind = (typeof MASK_KINDS)[number]

/** What stands in the place of a secret. */
export const maskOf = (kind: MaskKind): string => `[masked: ${kind}]`

const KNOWN = new Set<string>(MASK_KINDS)

/** Words of a record are put in upper or lower case after they were masked. */
const MASK = /\[masked: ([a-z0-9-]{2,32})\]/gi

/** Where a text is masked already. */
export function masksIn(text: string): { start: number; end: number }[] {
  const found: { start: number; end: number }[] = []
  MASK.lastIndex = 0
  for (let match = MASK.exec(text); match !== null; match = MASK.exec(text)) {
    if (KNOWN.has(match[1]!.toLowerCase())) found.push({ start: match.index, end: MASK.lastIndex })
  }
  return found
}

/** Whether the text is one mask and nothing else. */
export function isMask(text: string): boolean {
  const [mask] = text.length < 50 ? masksIn(text) : []
  return mask !== undefined && mask.start === 0 && mask.end === text.length
}
