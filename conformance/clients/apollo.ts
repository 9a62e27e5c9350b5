// Apollo Client: which hand-offs break between the website and the call centre, page by page, merged in its cache.
import assert from 'node:assert/strict';
import { ApolloClient, HttpLink, InMemoryCache } from '@apollo/client';
import { relayStylePagination } from '@apollo/client/utilities';
import { graphql } from './gql';
import type { ApolloBrokenQuery } from './gql/graphql';

const BROKEN = graphql(`
  query ApolloBroken($first: Int!, $after: String) {
    handoffs(
      from: { channel: ["website"] }
      to: { department: ["call-centre"] }
      where: { status: { eq: BROKEN } }
      first: $first
      after: $after
    ) {
      totalCount
      edges {
        node {
          id
          journey { id title }
          commonDepartment { id name }
          ruptures { id kind explanation(language: FR) }
        }
      }
      pageInfo { hasNextPage endCursor }
    }
  }
`);

async function main(uri: string): Promise<void> {
  const paged = relayStylePagination(['from', 'to', 'where', 'orderBy']);
  const cache = new InMemoryCache({ typePolicies: { Query: { fields: { handoffs: paged } } } });
  const client = new ApolloClient({ link: new HttpLink({ uri }), cache });

  for (let after: string | null | undefined = null, more = true; more; ) {
    const page: { data?: ApolloBrokenQuery } = await client.query({
      query: BROKEN,
      variables: { first: 2, after },
      fetchPolicy: 'network-only',
    });
    assert(page.data);
    ({ hasNextPage: more, endCursor: after } = page.data.handoffs.pageInfo);
  }

  const merged = client.readQuery({ query: BROKEN, variables: { first: 2 } })?.handoffs;
  assert(merged);
  const ids = merged.edges.map(({ node }) => node.id);
  assert.equal(new Set(ids).size, merged.totalCount, 'each hand-off once');
  for (const { node } of merged.edges) {
    assert(node.ruptures.length > 0);
    console.log(`${node.journey.title}: ${node.ruptures[0].explanation}`);
  }
}

main(process.argv[2]);
