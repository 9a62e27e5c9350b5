// The peer: @neo4j/graphql on Apollo Server, over the store that the environment names. `node server.mjs PORT`
import { readFileSync } from 'node:fs';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { Neo4jGraphQL } from '@neo4j/graphql';
import neo4j from 'neo4j-driver';

const { NEO4J_URI, NEO4J_USERNAME, NEO4J_PASSWORD } = process.env;
const typeDefs = readFileSync(new URL('typedefs.graphql', import.meta.url), 'utf8');
const driver = neo4j.driver(NEO4J_URI, neo4j.auth.basic(NEO4J_USERNAME, NEO4J_PASSWORD));
const schema = await new Neo4jGraphQL({ typeDefs, driver }).getSchema();
await startStandaloneServer(new ApolloServer({ schema }), {
  listen: { port: Number(process.argv[2]), host: '127.0.0.1' },
  context: async () => ({ sessionConfig: { database: 'neo4j' } }),  // saves it from asking for the default
});
