import a11y from 'eslint-plugin-jsx-a11y'
import hooks from 'eslint-plugin-react-hooks'
import ts from 'typescript-eslint'

const lines = (max) => ({ 'max-lines': ['error', { max }] })
const barrel = { selector: 'ExportAllDeclaration', message: 'No barrels: import from the file that has it.' }

export default ts.config(
  { ignores: ['build/**', 'var/**', 'app/generated/**', 'node_modules/**', 'prisma/schema-engine.mjs'] },
  ...ts.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { 'react-hooks': hooks },
    rules: {
      ...hooks.configs.recommended.rules,
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': [
        'error',
        { checksVoidReturn: { attributes: false, arguments: false } },
      ],
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      '@typescript-eslint/no-non-null-assertion': 'off',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-restricted-syntax': ['error', barrel],
    },
  },
  { files: ['app/**/*.{ts,tsx}'], rules: { 'no-console': 'error', ...lines(250) } },
  { files: ['server/**/*.ts'], rules: lines(250) },
  { files: ['app/routes/**/*.{ts,tsx}'], rules: lines(60) },
  { files: ['app/**/*.kind.ts'], rules: lines(200) },
  { files: ['app/**/*.tsx'], ...a11y.flatConfigs.recommended },
)
