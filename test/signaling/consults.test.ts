import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { House } from './support/house.ts';

describe('a consult over signaling', () => {
  let house: House;
  beforeAll(async () => {
    house = await House.open();
  });
  afterAll(() => house.close());

  test('rings at the physician, is accepted, and ends for both', async () => {
    const clinic = await house.clinic();
    const physician = await clinic.person();
    const agent = await house.agent(physician);
    const tv = await house.tv(await clinic.tv(physician));

    const { consult } = await tv.ask();
    const ringing = await agent.sees(consult.id, 'offered');
    expect(ringing.events.map((event) => event.type)).toEqual(['requested', 'offered']);

    const accepted = await agent.request('consult.accept', { consultId: consult.id });
    expect(accepted.consult.state).toBe('accepted');
    await tv.sees(consult.id, 'accepted');
    await tv.request('consult.end', { consultId: consult.id });
    await agent.sees(consult.id, 'ended');
    await tv.sees(consult.id, 'ended');
    for (const endpoint of [tv, agent]) {
      const events = endpoint.eventsOf(consult.id);
      expect(events).toEqual(events.map((_, index) => index + 1));
    }
  });
});
