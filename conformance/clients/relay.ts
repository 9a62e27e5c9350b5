// Relay's runtime: its connection handler merges the pages, its store holds nodes by id, a node is fetched again by it.
import assert from 'node:assert/strict';
import { Environment, Network, RecordSource, Store, createOperationDescriptor, fetchQuery, getRequest, graphql } from 'relay-runtime';
import type { relayBrokenQuery, relayBrokenQuery$data } from './__generated__/relayBrokenQuery.graphql';
import type { relayAgainQuery } from './__generated__/relayAgainQuery.graphql';

const BROKEN = graphql`
  query relayBrokenQuery($first: Int!, $after: String) {
    handoffs(
      from: { channel: ["website"] }
      to: { department: ["call-centre"] }
      where: { status: { eq: BROKEN } }
      first: $first
      after: $after
    ) @connection(key: "relay_handoffs") {
      totalCount
      edges { node { id status ruptures { kind } } }
      pageInfo { hasNextPage endCursor }
    }
  }
`;

const AGAIN = graphql`
  query relayAgainQuery($id: ID!) {
    node(id: $id) { id ...relay_handoff @alias }
  }
`;

// What a component shows of a hand-off; Relay makes a query of it that asks for one again.
graphql`
  fragment relay_handoff on Handoff @refetchable(queryName: "relayHandoffRefetchQuery") {
    status
    journey { title }
  }
`;

async function main(url: string): Promise<void> {
  const network = Network.create(async ({ text }, variables) => {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Accept: 'application/graphql-response+json' },
      body: JSON.stringify({ query: text, variables }),
    });
    return answer.json();
  });
  const environment = new Environment({ network, store: new Store(new RecordSource()) });
  const shown = createOperationDescriptor(getRequest(BROKEN), { first: 2 });
  environment.retain(shown);

  const merged = () => (environment.lookup(shown.fragment).data as relayBrokenQuery$data).handoffs;
  await fetchQuery<relayBrokenQuery>(environment, BROKEN, { first: 2 }).toPromise();
  while (merged().pageInfo.hasNextPage) {
    const after = merged().pageInfo.endCursor;
    await fetchQuery<relayBrokenQuery>(environment, BROKEN, { first: 2, after }).toPromise();
  }
  const ids = merged().edges.map(({ node }) => node.id);
  assert.equal(new Set(ids).size, merged().totalCount, 'each hand-off once');

  const again = await fetchQuery<relayAgainQuery>(environment, AGAIN, { id: ids[0] }).toPromise();
  assert.equal(again?.node?.id, ids[0]);
  console.log(`${ids.length} broken hand-offs, merged`);
}

main(process.argv[2]);
