import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { agentIdentity } from '../../src/protocol/index.ts';
import { foundClinic, password, type Staffed } from '../registration/support.ts';
import { Browser, openWeb, refusalOf, type TestWeb } from './support.ts';

describe('signing in', () => {
  let web: TestWeb;
  let clinic: Staffed;
  let browser: Browser;

  beforeEach(async () => {
    web = await openWeb();
    clinic = await foundClinic(web.registration, 'north');
    browser = new Browser(web.url);
  });
  afterEach(() => web.close());

  it('answers who one is and sets a cookie that neither scripts nor other sites can use', async () => {
    const { status, body, headers } = await browser.signIn('staff@north.test');
    expect(status).toBe(200);
    expect(agentIdentity.parse(body)).toEqual(clinic.staff);
    const [cookie] = headers.getSetCookie();
    expect(cookie).toMatch(/^housecall-sign-in=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/);
  });

  it('under TLS sets a cookie that travels encrypted only and is tied to the host', async () => {
    const secure = await openWeb({ isSecure: true });
    await foundClinic(secure.registration, 'north');
    const { headers } = await new Browser(secure.url).signIn('staff@north.test');
    await secure.close();
    expect(headers.getSetCookie()[0]).toMatch(
      /^__Host-housecall-sign-in=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
    );
    expect(headers.get('strict-transport-security')).toContain('max-age=');
  });

  it('keeps the cookie out of the database', async () => {
    await browser.signIn('staff@north.test');
    const rows = await web.registration.database.selectFrom('sign_ins').selectAll().execute();
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain(browser.cookie?.split('=')[1]);
  });

  it('lasts until one signs out', async () => {
    await browser.signIn('staff@north.test');
    const { cookie } = browser;
    expect(await browser.get('/api/me')).toMatchObject({ status: 200, body: clinic.staff });
    await browser.post('/api/sign-out', {});
    expect(browser.cookie).toBeUndefined();
    browser.cookie = cookie;
    expect(await browser.get('/api/me')).toMatchObject({
      status: 401,
      body: refusalOf('unauthenticated'),
    });
  });

  it('as somebody else ends the sign-in that the browser had', async () => {
    await browser.signIn('staff@north.test');
    const former = new Browser(web.url);
    former.cookie = browser.cookie;
    await browser.signIn('physician@north.test');
    expect(await browser.get('/api/me')).toMatchObject({ body: clinic.physician });
    expect(await former.get('/api/me')).toMatchObject({ status: 401 });
    expect(web.registration.changes).toMatchObject([{ type: 'signed-out' }]);
  });

  it('with a cookie that is forged or has expired does nothing', async () => {
    for (const cookie of ['housecall-sign-in=', 'housecall-sign-in=x', 'housecall-sign-in=%00']) {
      browser.cookie = cookie;
      expect(await browser.get('/api/me')).toMatchObject({ status: 401 });
    }
    await browser.signIn('staff@north.test');
    web.registration.clock.advance(12 * 3_600);
    expect(await browser.get('/api/me')).toMatchObject({ status: 401 });
  });

  const badBodies: [string, unknown][] = [
    ['nothing', {}],
    ['no password', { email: 'staff@north.test' }],
    ['an e-mail that is none', { email: 'staff', password }],
    ['a query instead of a password', { email: 'staff@north.test', password: { $ne: null } }],
    ['a list', []],
    ['a password of a megabyte', { email: 'staff@north.test', password: 'x'.repeat(1_025) }],
  ];

  it.each(badBodies)('refuses %s and repeats no value', async (_what, body) => {
    const answer = await browser.post('/api/sign-in', body);
    expect(answer).toMatchObject({ status: 400, body: refusalOf('invalid_params') });
    expect(JSON.stringify(answer.body)).not.toContain('staff');
  });
});
