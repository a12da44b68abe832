// A SAML provider for tests, on loopback: `node provider.mjs PORT FOLDER`. Says "ready" when it answers.
// FOLDER holds key.pem and certificate.pem (the provider's), site.xml (the site's metadata) and accounts.json.
// GET /sso?SAMLRequest=...&as=NAME answers the site's signed question as somebody of accounts.json, with the page that
// a browser would send on. The question's signature is checked; the assertion is signed, then encrypted to the site.
import fs from 'node:fs';
import http from 'node:http';
import samlify from 'samlify';

const [port, folder] = process.argv.slice(2);
const read = (name) => fs.readFileSync(`${folder}/${name}`, 'utf8');
const accounts = JSON.parse(read('accounts.json'));
const here = `http://127.0.0.1:${port}`;
samlify.setSchemaValidator({ validate: async () => 'left to the site' });

const names = [...new Set(Object.values(accounts).flatMap((account) => Object.keys(account.attributes)))];
const site = samlify.ServiceProvider({ metadata: read('site.xml') });
const provider = samlify.IdentityProvider({
  entityID: here,
  privateKey: read('key.pem'),
  signingCert: read('certificate.pem'),
  wantAuthnRequestsSigned: true,
  isAssertionEncrypted: true,
  dataEncryptionAlgorithm: 'http://www.w3.org/2009/xmlenc11#aes256-gcm',
  requestSignatureAlgorithm: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
  nameIDFormat: ['urn:oasis:names:tc:SAML:2.0:nameid-format:persistent'],
  singleSignOnService: [{ Binding: 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect', Location: `${here}/sso` }],
  loginResponseTemplate: {
    context: samlify.SamlLib.defaultLoginResponseTemplate.context,
    attributes: names.map((name, index) => ({ name, nameFormat: 'urn:oasis:names:tc:SAML:2.0:attrname-format:uri', valueTag: `a${index}`, valueXsiType: 'xs:string' })),
  },
});

function filled(template, request, account) {
  const now = new Date();
  const end = new Date(now.getTime() + 300_000).toISOString();
  const recipient = site.entityMeta.getAssertionConsumerService('post');
  const id = `_${crypto.randomUUID()}`;
  const told = {
    ID: id, AssertionID: `_${crypto.randomUUID()}`, Destination: recipient, Audience: site.entityMeta.getEntityID(),
    SubjectRecipient: recipient, Issuer: here, IssueInstant: now.toISOString(), AssertionConsumerServiceURL: recipient,
    StatusCode: 'urn:oasis:names:tc:SAML:2.0:status:Success', ConditionsNotBefore: now.toISOString(), ConditionsNotOnOrAfter: end,
    SubjectConfirmationDataNotOnOrAfter: end, NameIDFormat: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
    NameID: account.name_id, InResponseTo: request.extract.request.id, AuthnStatement: '',
  };
  names.forEach((name, index) => { told[`attrA${index}`] = account.attributes[name] ?? ''; });
  return { id, context: samlify.SamlLib.replaceTagsByValue(template, told) };
}

async function answer(url) {
  const query = Object.fromEntries(url.searchParams);
  const { as: name, ...asked } = query;
  const signed = url.search.slice(1).split('&').filter((part) => /^(SAMLRequest|SigAlg)=/.test(part)).join('&');
  const request = await provider.parseLoginRequest(site, 'redirect', { query: asked, octetString: signed });
  const { context } = await provider.createLoginResponse(site, request, 'post', {}, (template) => filled(template, request, accounts[name]));
  return `<!doctype html><form method="post" action="${site.entityMeta.getAssertionConsumerService('post')}"><input name="SAMLResponse" value="${context}"></form>`;
}

http.createServer((request, response) => {
  const url = new URL(request.url, here);
  if (url.pathname !== '/sso') { response.statusCode = 404; return response.end(); }
  response.setHeader('Content-Type', 'text/html; charset=utf-8');
  return answer(url).then((page) => response.end(page)).catch((error) => { response.statusCode = 403; response.end(String(error)); });
}).listen(Number(port), '127.0.0.1', () => console.log('ready'));
