import { hasDigit, token, type Rule } from './rule.ts'

const GITLAB = ['glpat-', 'gldt-', 'glrt-', 'glcbt-', 'glptt-', 'glft-', 'glimt-', 'glagent-', 'glsoat-', 'gloas-']

/** Tokens of source hosts, package registries and builds. */
export const SOURCE_RULES: readonly Rule[] = [
  token('github-token', ['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_'], /gh[pousr]_[A-Za-z0-9]{30,}/y),
  token('github-token', ['github_pat_'], /github_pat_\w{30,}/y),
  token('gitlab-token', GITLAB, /gl(?:pat|dt|rt|cbt|ptt|ft|imt|agent|soat|oas)-[\w.-]{20,}/y),
  token('gitlab-token', ['GR1348941'], /GR1348941[\w-]{20,}/y),
  token('bitbucket-token', ['ATBB', 'ATCTT3'], /(?<![A-Za-z0-9])AT(?:BB[A-Za-z0-9]{24,}|CTT3[\w=-]{60,})/y),
  token('atlassian-token', ['ATATT3'], /(?<![A-Za-z0-9])ATATT3[\w=-]{60,}/y),
  token('azure-devops-token', ['AZDO'], /(?<![A-Za-z0-9])[A-Za-z0-9]{76}AZDO[A-Za-z0-9]{4}/y, { back: 76 }),
  token('sourcegraph-token', ['sgp_'], /sgp_(?:[0-9a-f]{16}_|local_)?[0-9a-f]{40}/y),
  token('npm-token', ['npm_'], /(?<![A-Za-z0-9])npm_[A-Za-z0-9]{30,}/y),
  token(
    'npm-auth',
    ['_authToken', '_auth', '_password'],
    /((?:_authToken|_auth|_password)\s{0,3}=\s{0,3}["']?)(?![$[])[\w+/=.:-]{6,}/y,
  ),
  token('pypi-token', ['pypi-AgE'], /pypi-AgE[\w-]{50,}/y),
  token('rubygems-key', ['rubygems_'], /rubygems_[0-9a-f]{40,}/y),
  token('nuget-key', ['oy2'], /(?<![A-Za-z0-9])oy2[a-z0-9]{43}(?![A-Za-z0-9])/y),
  token('crates-token', ['cio'], /(?<![A-Za-z0-9])cio[A-Za-z0-9]{32}(?![A-Za-z0-9])/y, { check: hasDigit }),
  token('clojars-token', ['CLOJARS_'], /CLOJARS_[0-9a-f]{60}/iy),
  token('docker-token', ['dckr_pat_', 'dckr_oat_'], /dckr_[po]at_[\w-]{20,}/y),
  token(
    'artifactory-key',
    ['AKCp', 'cmVmdGtuOj'],
    /(?<![A-Za-z0-9])(?:AKCp[A-Za-z0-9]{60,}|cmVmdGtuOj[A-Za-z0-9]{40,})/y,
  ),
  token('packagist-token', ['packagist_'], /packagist_[ou][ru]t_[A-Za-z0-9]{40,}/iy),
  token('circleci-token', ['CCIPAT_', 'CCIPRJ_'], /CCIP(?:AT|RJ)_[\w-]{20,}/y),
  token('buildkite-token', ['bkua_', 'bkct_', 'bkaj_'], /bk(?:ua|ct|aj)_[A-Za-z0-9]{30,}/y),
]
