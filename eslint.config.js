import js from '@eslint/js'
import boundaries from 'eslint-plugin-boundaries'
import prettier from 'eslint-config-prettier'
import vue from 'eslint-plugin-vue'
import globals from 'globals'
import ts from 'typescript-eslint'
import { ROOMS, ROOM_LAW } from './scripts/import-law.js'

const sources = ['**/*.{ts,vue,js}']

export default ts.config(
  {
    ignores: [
      '**/node_modules/',
      '**/dist/',
      '**/storybook-static/',
      '**/.vite/',
      '.dev-hotload/',
      'remote-dev-hotload/generated/',
    ],
  },
  js.configs.recommended,
  ...ts.configs.recommended,
  ...vue.configs['flat/recommended'],
  prettier,
  {
    files: ['**/*.vue'],
    languageOptions: { parserOptions: { parser: ts.parser } },
  },
  {
    files: sources,
    languageOptions: { globals: { ...globals.browser } },
    rules: {
      'max-lines': ['error', { max: 220, skipBlankLines: true, skipComments: true }],
      'no-console': 'error',
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-new-func': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'vue/no-v-html': 'error',
      'vue/block-order': ['error', { order: ['script', 'template', 'style'] }],
      'vue/define-macros-order': 'error',
      'vue/multi-word-component-names': 'off',
      'vue/require-default-prop': 'off',
      'no-restricted-syntax': [
        'error',
        {
          selector: "ExportNamedDeclaration[source.value='vue'], ExportAllDeclaration[source.value='vue']",
          message:
            'A re-export of vue bypasses federation sharing and brings a second Vue: import it where it is used.',
        },
        {
          selector: "ImportExpression[source.value='vue']",
          message: 'import("vue") bypasses federation sharing: import it statically.',
        },
        {
          selector: "AssignmentExpression[left.property.name='innerHTML']",
          message: 'Everything a server sends is hostile text; write text nodes.',
        },
      ],
    },
  },
  {
    files: ['remote-dev-hotload/**/*.{ts,vue}', 'contracts/*.ts'],
    ignores: ['**/*.{test,spec,stories}.ts'],
    plugins: { boundaries },
    settings: {
      'boundaries/elements': ROOMS,
      'import/resolver': { node: { extensions: ['.ts', '.vue', '.js', '.json'] } },
    },
    rules: { 'boundaries/dependencies': ['error', { default: 'disallow', policies: ROOM_LAW }] },
  },
  {
    files: [
      'scripts/**',
      'host-stub/**',
      '*.config.{ts,js}',
      '.storybook/**',
      '*.cjs',
      '.*.cjs',
      'remote-dev-hotload/tests/integration/**',
    ],
    languageOptions: { globals: { ...globals.node } },
  },
  {
    // Programs that talk to a terminal.
    files: [
      'scripts/**',
      'host-stub/dev-api/**',
      'host-stub/plugin-session/**',
      'host-stub/shell/server/**',
      'host-stub/serve-shells/**',
    ],
    rules: { 'no-console': 'off' },
  },
  {
    // Nuxt imports by itself; its own type check knows the names.
    files: ['host-stub/shell-nuxt/app/**/*.vue'],
    rules: { 'no-undef': 'off' },
  },
  {
    files: ['**/*.{test,spec}.ts', '**/tests/**', '**/e2e/**'],
    rules: {
      'no-console': 'off',
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
    },
  },
)
