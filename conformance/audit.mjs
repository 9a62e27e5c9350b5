// The official audit of GraphQL over HTTP. `node audit.mjs URL`
import { serverAudits } from 'graphql-http';

const results = [];
for (const audit of serverAudits({ url: process.argv[2], fetchFn: fetch })) {
  results.push({ name: `${audit.id} ${audit.name}`, ...(await audit.fn()) });
}
const wrong = results.filter(({ status }) => status !== 'ok');
for (const { status, name, reason } of wrong) console.log(`${status}: ${name}: ${reason}`);
console.log(`${results.length - wrong.length} of ${results.length}`);
process.exit(wrong.length ? 1 : 0);
