// What graphql-eslint recommends for schemas and for Relay. Run from the project's folder.
import {readFileSync} from 'node:fs';
import eslint from '@graphql-eslint/eslint-plugin';
import {buildSchema, isObjectType} from 'graphql';

const {configs, parser} = eslint;
const naming = configs['flat/schema-recommended'].rules['@graphql-eslint/naming-convention'][1];
const schema = buildSchema(readFileSync('schema.graphql', 'utf8'));
const values = Object.values(schema.getTypeMap())
  .filter((type) => isObjectType(type) && !type.getInterfaces().some(({name}) => name === 'Node'))
  .map(({name}) => name);

export default [
  {
    files: ['**/*.graphql'],
    languageOptions: {parser, parserOptions: {graphQLConfig: {schema: 'schema.graphql'}}},
    plugins: {'@graphql-eslint': eslint},
    rules: {
      ...configs['flat/schema-recommended'].rules,
      ...configs['flat/schema-relay'].rules,
      // Conditions are combined by words in capitals, so that none can be taken for a field.
      '@graphql-eslint/naming-convention': [
        'error',
        {...naming, InputValueDefinition: {style: 'camelCase', ignorePattern: '^(AND|OR|NOT)$'}},
      ],
      // Lists of few are plain lists; those that grow are connections.
      '@graphql-eslint/relay-edge-types': ['error', {listTypeCanWrapOnlyEdgeType: false}],
      // A row may be called by what it is of: a voice has the evidence that is the voice.
      '@graphql-eslint/no-typename-prefix': 'off',
      // A range, a row of an answer, an edge: values, which are nobody without what they stand in.
      '@graphql-eslint/strict-id-in-types': ['error', {exceptions: {types: values}}],
    },
  },
];
