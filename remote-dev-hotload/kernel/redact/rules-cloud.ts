import { hasDigit, token, type Rule } from './rule.ts'

const digits = [...'0123456789']

/** Keys of clouds, of platforms that run things and of stores of secrets. */
export const CLOUD_RULES: readonly Rule[] = [
  token(
    'aws-key',
    ['AKIA', 'ASIA', 'ABIA', 'ACCA'],
    /(?<![A-Za-z0-9])A(?:KIA|SIA|BIA|CCA)[A-Z0-9]{16}(?![A-Za-z0-9])/y,
  ),
  token('aws-mws-key', ['amzn.mws.'], /amzn\.mws\.[0-9a-f]{8}[0-9a-f-]{20,}/y),
  token('google-key', ['AIza'], /AIza[\w-]{30,}/y),
  token('google-oauth-token', ['ya29.'], /ya29\.[\w.-]{20,}/y),
  token('google-oauth-secret', ['GOCSPX-'], /GOCSPX-[\w-]{20,}/y),
  token('google-refresh-token', ['1//0'], /(?<![\w/])1\/\/0[\w-]{30,}/y),
  token(
    'azure-client-secret',
    digits.map((digit) => `${digit}Q~`),
    /(?<![\w~.-])[\w~.-]{3}\dQ~[\w~.-]{31,}/y,
    { back: 3 },
  ),
  token(
    'azure-storage-key',
    ['AccountKey=', 'SharedAccessKey='],
    /((?:Account|SharedAccess)Key=)[A-Za-z0-9+/]{20,}={0,2}/iy,
  ),
  token('alibaba-key', ['LTAI'], /(?<![A-Za-z0-9])LTAI[A-Za-z0-9]{12,}/y, { check: hasDigit }),
  token('tencent-key', ['AKID'], /(?<![A-Za-z0-9])AKID[A-Za-z0-9]{20,}/y, { check: hasDigit }),
  token('digitalocean-token', ['dop_v1_', 'doo_v1_', 'dor_v1_'], /do[opr]_v1_[0-9a-f]{40,}/y),
  token('cloudflare-token', ['v1.0-'], /(?<![\w.-])v1\.0-[0-9a-f]{24}-[0-9a-f]{100,}/y),
  token('heroku-key', ['HRKU-'], /HRKU-[\w-]{30,}/y),
  token('yandex-key', ['AQVN'], /(?<![\w-])AQVN[\w-]{35,}/y),
  token('scaleway-key', ['SCW'], /(?<![A-Za-z0-9])SCW[A-Z0-9]{17}(?![A-Za-z0-9])/y, { check: hasDigit }),
  token('fly-token', ['fo1_', 'fm1_', 'fm2_', 'fm1r_', 'fm1a_'], /f(?:o1|m1[ar]?|m2)_[\w+/=-]{40,}/y),
  token('netlify-token', ['nfp_'], /nfp_[A-Za-z0-9]{36,}/y),
  token('supabase-key', ['sbp_', 'sb_secret_'], /sb(?:p_[0-9a-f]{40}|_secret_[\w-]{20,})/y),
  token('planetscale-token', ['pscale_'], /pscale_(?:tkn|pw|oauth)_[\w=.-]{32,}/y),
  token('databricks-token', ['dapi'], /(?<![A-Za-z0-9])dapi[0-9a-f]{32}(?:-\d)?/y),
  token('terraform-token', ['.atlasv1.'], /(?<![A-Za-z0-9])[A-Za-z0-9]{14}\.atlasv1\.[\w=-]{60,}/y, { back: 14 }),
  token('vault-token', ['hvs.', 'hvb.', 'hvr.'], /(?<![\w-])hv[sbr]\.[\w-]{24,}/y),
  token('doppler-token', ['dp.'], /(?<![\w.])dp\.(?:pt|st|ct|sa|scim|audit)\.[\w.-]{40,}/y),
  token('onepassword-token', ['ops_eyJ'], /ops_eyJ[\w+/=-]{40,}/y),
  token('pulumi-token', ['pul-'], /(?<![\w-])pul-[0-9a-f]{40}/y),
  token('age-key', ['AGE-SECRET-KEY-1'], /AGE-SECRET-KEY-1[A-Z0-9]{50,}/y),
]
