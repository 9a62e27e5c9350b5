// urql: the same, backwards; with its document cache, and results that do not change when asked twice.
import assert from 'node:assert/strict';
import { Client, cacheExchange, fetchExchange } from '@urql/core';
import { graphql } from './gql';

const BROKEN = graphql(`
  query UrqlBroken($last: Int!, $before: String) {
    handoffs(
      from: { channel: ["website"] }
      to: { department: ["call-centre"] }
      where: { status: { eq: BROKEN } }
      last: $last
      before: $before
    ) {
      totalCount
      edges { node { id volume { low high } } }
      pageInfo { hasPreviousPage startCursor }
    }
  }
`);

async function main(url: string): Promise<void> {
  const client = new Client({ url, exchanges: [cacheExchange, fetchExchange], preferGetMethod: false });
  const found: string[] = [];
  let before: string | null | undefined = null;
  for (;;) {
    const { data, error } = await client.query(BROKEN, { last: 2, before }).toPromise();
    assert(data, error?.message);
    found.unshift(...data.handoffs.edges.map(({ node }) => node.id));
    before = data.handoffs.pageInfo.startCursor;
    if (!data.handoffs.pageInfo.hasPreviousPage) break;
  }
  const whole = await client.query(BROKEN, { last: 50 }).toPromise();
  assert.deepEqual(found, whole.data?.handoffs.edges.map(({ node }) => node.id), 'the same, page by page');
  assert.equal(found.length, whole.data?.handoffs.totalCount);
  console.log(`${found.length} broken hand-offs, backwards`);
}

main(process.argv[2]);
