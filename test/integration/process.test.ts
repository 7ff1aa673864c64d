import { Webhook } from 'standardwebhooks';
import { v7 } from 'uuid';
import { expect, it } from 'vitest';
import { Endpoint } from '../signaling/support/endpoint.ts';
import { demoPassword, HousecallProcess } from '../support/housecall.ts';
import { careRequest } from '../support/serviceRequests.ts';
import { Browser, Television, textIn } from '../web/support.ts';
import { hanging, Receiver, verified } from './receiver.ts';

it('a server that is killed before its receiver answers tells it again, and goes on', async () => {
  const housecall = await HousecallProcess.start();
  const receiver = await Receiver.start();
  try {
    const [admin, staff] = [new Browser(housecall.url), new Browser(housecall.url)];
    await admin.signIn('admin@demo.test', demoPassword);
    await staff.signIn('staff@demo.test', demoPassword);
    const created = await admin.post('/api/integration/subscriptions/create', {
      url: receiver.url,
    });
    const secret = textIn(created.body, 'secret');

    const television = new Television(housecall);
    const { deviceCode, userCode } = await television.codes();
    await staff.post('/api/pairing/confirm', { userCode, patient: { name: 'Ada Quist' } });
    const token = textIn((await television.poll(deviceCode)).body, 'access_token');
    const tv = await Endpoint.connect(`${housecall.url.replace('http', 'ws')}/signaling`);
    await tv.open({ endpoint: 'tv', token });
    receiver.answer = hanging;
    const consultId = v7();
    await tv.request('consult.request', { consultId, serviceRequest: careRequest });
    await receiver.have(1);
    await housecall.end('SIGKILL');

    receiver.answer = (response) => response.end();
    await housecall.launch();
    await receiver.have(3);
    const events = receiver.received.slice(0, 3).map((received) => verified(received, secret));
    expect(events).toMatchObject([
      { id: `${consultId}:1`, type: 'org.housecall.consult.requested' },
      { id: `${consultId}:1` },
      { id: `${consultId}:2` },
    ]);

    const source = await admin.post('/api/integration/sources/create', { name: 'Scheduling' });
    const sourceId = textIn(Reflect.get(Object(source.body), 'source'), 'id');
    const command = JSON.stringify({ specversion: '1.0', id: '1', source: 'urn:x', type: 'x' });
    const now = new Date();
    const answer = await admin.send('POST', `/api/inbound/${sourceId}`, command, {
      'webhook-id': 'msg_1',
      'webhook-timestamp': String(Math.floor(now.getTime() / 1_000)),
      'webhook-signature': new Webhook(textIn(source.body, 'secret')).sign('msg_1', now, command),
    });
    expect(answer).toMatchObject({ status: 400 });
  } finally {
    await receiver.close();
    await housecall.close();
  }
});
