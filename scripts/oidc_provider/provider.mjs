// An OpenID provider for tests, on loopback: `node provider.mjs PORT REDIRECT_URI...`. Says "ready" when it answers.
// Whoever is asked who they are says it with /interaction/UID/as/NAME. The accounts are made up;
// `citizen_NUMBER` and `weak_NUMBER` are whoever has a number, as a broker of MitID tells of them, and less strongly.
import http from 'node:http';
import { Provider } from 'oidc-provider';

const [port, ...redirectUris] = process.argv.slice(2);
const accounts = {
  vera: { name: 'Vera Vejleder', preferred_username: 'Vera@Example.dk', unit: 'Ungecenter', roles: ['KOM-VIDERE-VEJLEDER', 'KOM-ALLE'] },
  carl: { name: 'Carl Chef', preferred_username: 'carl@example.dk', unit: 'Herstedlund', roles: ['KOM-VIDERE-LEDER', 'KOM-VIDERE-VEJLEDER'] },
  mallory: { name: 'Mallory', preferred_username: 'mallory@example.dk', unit: '', roles: ['KOM-ALLE'] },
  alice: { name: 'Not Alice', preferred_username: 'alice', unit: '', roles: ['KOM-VIDERE-VEJLEDER'] },
};

function told(id) {
  const [kind, number] = id.split('_');
  if (kind === 'citizen') return { 'dk.cpr': number, loa: 'Substantial' };
  return kind === 'weak' ? { 'dk.cpr': number, loa: 'Low' } : accounts[id];
}

const provider = new Provider(`http://127.0.0.1:${port}`, {
  clients: [{ client_id: 'videre', client_secret: 'a-secret-of-tests', redirect_uris: redirectUris, response_types: ['code'], grant_types: ['authorization_code'] }],
  claims: { openid: ['sub'], profile: ['name', 'preferred_username', 'unit', 'roles'], mitid: ['dk.cpr', 'loa'] },
  conformIdTokenClaims: false,
  features: { devInteractions: { enabled: false } },
  pkce: { required: () => true },
  interactions: { url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
  cookies: { keys: ['of-tests'] },
  findAccount: async (_ctx, id) => told(id) && { accountId: id, claims: async () => ({ sub: id, ...told(id) }) },
});

async function answerWho(request, response, name) {
  const { params } = await provider.interactionDetails(request, response);
  const grant = new provider.Grant({ accountId: name, clientId: params.client_id });
  grant.addOIDCScope('openid profile mitid');
  const grantId = await grant.save();
  await provider.interactionFinished(request, response, { login: { accountId: name }, consent: { grantId } });
}

const answer = provider.callback();
http.createServer((request, response) => {
  const who = request.url.match(/^\/interaction\/[\w-]+\/as\/(\w+)$/);
  if (who) return answerWho(request, response, who[1]).catch((error) => { response.statusCode = 500; response.end(String(error)); });
  const asked = request.url.match(/^\/interaction\/([\w-]+)$/);
  if (!asked) return answer(request, response);
  response.setHeader('Content-Type', 'text/html; charset=utf-8');
  const links = Object.keys(accounts).map((name) => `<li><a href="/interaction/${asked[1]}/as/${name}">${name}</a></li>`);
  response.end(`<!doctype html><html lang="en"><title>Who are you?</title><h1>Who are you?</h1><ul>${links.join('')}</ul>`);
}).listen(Number(port), '127.0.0.1', () => console.log('ready'));
