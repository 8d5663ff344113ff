import { hasDigit, token, type Rule } from './rule.ts'

const hex = [...'0123456789abcdef']
const isMixed = (text: string) => hasDigit(text) && /[A-Za-z]/.test(text)

/** Payment, mail and messages. */
const MONEY_AND_MAIL: readonly Rule[] = [
  token('stripe-key', ['sk_', 'rk_'], /(?<![A-Za-z0-9])[rs]k_(?:live|test|prod)_[A-Za-z0-9]{16,}/y),
  token('stripe-webhook-secret', ['whsec_'], /whsec_[\w+/=-]{24,}/y),
  token('square-token', ['sq0'], /(?<![\w-])sq0[a-z]{3}-[\w-]{20,}/y),
  token('square-token', ['EAAA'], /(?<![\w-])EAAA[\w-]{56,60}(?![\w-])/y, { check: isMixed }),
  token('braintree-token', ['access_token$'], /access_token\$(?:production|sandbox)\$[a-z0-9]{10,}\$[0-9a-f]{30,}/y),
  token(
    'adyen-key',
    ['AQE'],
    /(?<![\w+/])AQE(?:[A-Za-z0-9+/]|%2[BF]){40,}={0,2}(?:-[A-Za-z0-9+/=]{20,})?(?:-[\x21-\x7e]{8,40})?/y,
    {
      check: isMixed,
    },
  ),
  token('razorpay-key', ['rzp_'], /rzp_(?:live|test)_[A-Za-z0-9]{14,}/y),
  token('shopify-token', ['shpat_', 'shpss_', 'shpca_', 'shppa_'], /shp(?:at|ss|ca|pa)_[0-9a-fA-F]{32}/y),
  token('plaid-token', ['access-'], /access-(?:sandbox|development|production)-[0-9a-f-]{36}/y),
  token('mollie-key', ['live_'], /(?<![\w-])live_[A-Za-z0-9]{30,}/y, { check: isMixed }),
  token('sendgrid-key', ['SG.'], /(?<![A-Za-z0-9])SG\.[\w-]{16,32}\.[\w-]{16,}/y),
  token('mailgun-key', ['key-', 'pubkey-'], /(?<![\w-])(?:pub)?key-[0-9a-f]{32}/y),
  token('mailchimp-key', ['-us'], /(?<![A-Za-z0-9])[0-9a-f]{32}-us\d{1,2}/y, { back: 32 }),
  token('brevo-key', ['xkeysib-', 'xsmtpsib-'], /x(?:key|smtp)sib-[0-9a-f]{40,}-[A-Za-z0-9]{8,}/y),
  token('resend-key', ['re_'], /(?<![A-Za-z0-9])re_[A-Za-z0-9]{6,10}_[A-Za-z0-9]{20,}/y),
  token(
    'twilio-key',
    hex.map((char) => `SK${char}`),
    /(?<![A-Za-z0-9])SK[0-9a-f]{32}(?![A-Za-z0-9])/y,
  ),
]

/** Models and what is built on them. */
const AI: readonly Rule[] = [
  token('anthropic-key', ['sk-ant-'], /sk-ant-[\w-]{20,}/y),
  token('openrouter-key', ['sk-or-'], /sk-or-[\w-]{20,}/y),
  token('openai-key', ['sk-'], /(?<![A-Za-z0-9_-])sk-(?:proj-|svcacct-|admin-|None-)?[\w-]{20,}/y, {
    check: (key) => isMixed(key) && (/[A-Z]/.test(key.slice(3)) || /[0-9a-f]{20}/.test(key)),
  }),
  token('huggingface-token', ['hf_', 'api_org_'], /(?<![A-Za-z0-9])(?:hf|api_org)_[A-Za-z0-9]{30,}/y),
  token('replicate-token', ['r8_'], /(?<![A-Za-z0-9])r8_[A-Za-z0-9]{30,}/y),
  token('groq-key', ['gsk_'], /(?<![A-Za-z0-9])gsk_[A-Za-z0-9]{40,}/y),
  token('perplexity-key', ['pplx-'], /pplx-[A-Za-z0-9]{40,}/y),
  token('xai-key', ['xai-'], /(?<![\w-])xai-[A-Za-z0-9]{60,}/y),
  token('nvidia-key', ['nvapi-'], /nvapi-[\w-]{40,}/y),
  token('langsmith-key', ['lsv2_'], /lsv2_(?:pt|sk)_[0-9a-f]{32}_[0-9a-f]{8,}/y),
]

/** Watching, planning, designing. */
const OTHERS: readonly Rule[] = [
  token('newrelic-key', ['NRAK-', 'NRJS-', 'NRII-', 'NRIQ-', 'NRRA-', 'NRAA-'], /NR(?:AK|JS|II|IQ|RA|AA)-[\w-]{19,}/y),
  token('newrelic-key', ['NRAL'], /(?<![A-Za-z0-9])[0-9a-f]{36}NRAL/y, { back: 36 }),
  token('sentry-token', ['sntrys_', 'sntryu_', 'sntrya_'], /sntry[sua]_[\w+/=-]{40,}/y),
  token('sentry-dsn', ['://'], /(:\/\/)[0-9a-f]{32}(?::[0-9a-f]{32})?(?=@[\w.-]{0,80}(?:sentry|ingest))/y),
  token(
    'grafana-token',
    ['glsa_', 'glc_eyJ', 'eyJrIjoi'],
    /(?<![A-Za-z0-9])(?:glsa_[A-Za-z0-9]{32}_[0-9a-f]{8}|glc_eyJ[\w+/=-]{30,}|eyJrIjoi[A-Za-z0-9+/=]{40,})/y,
  ),
  token('honeycomb-key', ['hca', 'hcx'], /(?<![A-Za-z0-9])hc[abx](?:ik|mk|lk)_[A-Za-z0-9]{30,}/y),
  token('dynatrace-token', ['dt0'], /(?<![A-Za-z0-9])dt0[a-z]\d{2}\.[A-Z0-9]{24}\.[A-Z0-9]{60,}/y),
  token('linear-key', ['lin_api_', 'lin_oauth_'], /lin_(?:api|oauth)_[A-Za-z0-9]{32,}/y),
  token('notion-token', ['ntn_', 'secret_'], /(?<![A-Za-z0-9])(?:ntn|secret)_[A-Za-z0-9]{40,}/y),
  token('figma-token', ['figd_', 'figo_'], /fig[do]_[\w-]{30,}/y),
  token('airtable-token', ['pat'], /(?<![A-Za-z0-9])pat[A-Za-z0-9]{14}\.[0-9a-f]{64}/y),
  token('dropbox-token', ['sl.'], /(?<![\w.])sl\.(?:u\.)?[\w-]{100,}/y),
  token('hubspot-token', ['pat-'], /(?<![\w-])pat-(?:na|eu|ap)\d-[0-9a-f-]{36}/y),
  token('postman-key', ['PMAK-'], /PMAK-[0-9a-f]{24}-[0-9a-f]{34}/y),
  token('launchdarkly-key', ['sdk-', 'api-'], /(?<![\w-])(?:sdk|api)-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/y),
  token('facebook-token', ['EAA'], /(?<![\w-])EAA[A-Za-z0-9]{90,}/y, { check: isMixed }),
]

/** Talk: tokens, and the addresses that may be written to without one. */
const CHAT: readonly Rule[] = [
  token('slack-token', ['xox', 'xapp-'], /(?<![A-Za-z0-9])x(?:ox[abceoprs](?:\.xox[bp])?|app)-[\w-]{10,}/y, {
    check: hasDigit,
  }),
  token('slack-webhook', ['hooks.slack.com/'], /(hooks\.slack\.com\/(?:services|workflows|triggers)\/)[\w/+-]{20,}/y),
  token('discord-webhook', ['/api/webhooks/'], /(\/api\/webhooks\/\d{5,25}\/)[\w-]{30,}/y),
  token('discord-token', ['Bot '], /(Bot\s{1,3})[\w-]{20,30}\.[\w-]{6}\.[\w-]{24,}/y),
  token('telegram-token', [':AA', '%3AAA'], /(?<=\d{8,10})(:|%3A)AA[\w-]{30,}/y),
  token('teams-webhook', ['/webhookb2/', '/IncomingWebhook/'], /(\/(?:webhookb2|IncomingWebhook)\/)[\w@/-]{30,}/iy),
  token('feishu-webhook', ['/bot/v2/hook/'], /(\/bot\/v2\/hook\/)[\w-]{20,}/y),
  token('dingtalk-webhook', ['/robot/send?access_token='], /(\/robot\/send\?access_token=)[\w-]{20,}/y),
  token('wecom-webhook', ['/webhook/send?key='], /(\/webhook\/send\?key=)[\w-]{20,}/y),
  token(
    'webhook-url',
    ['hooks.zapier.com/', 'chat.googleapis.com/'],
    /((?:hooks\.zapier\.com\/hooks\/catch\/|chat\.googleapis\.com\/v1\/spaces\/))[\w/]{8,}/y,
  ),
]

export const SERVICE_RULES: readonly Rule[] = [...MONEY_AND_MAIL, ...AI, ...OTHERS, ...CHAT]
