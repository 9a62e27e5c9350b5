// Types for TypeScript from the schema and the operations of the clients.
import type { CodegenConfig } from '@graphql-codegen/cli';

const config: CodegenConfig = {
  schema: process.env.URL,
  documents: ['clients/apollo.ts', 'clients/urql.ts'],
  generates: {
    'clients/gql/': {
      preset: 'client',
      config: { strictScalars: true, useTypeImports: true, scalars: { Month: "string" } },
    },
  },
};

export default config;
