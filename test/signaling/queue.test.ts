import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { AgentPresence } from '../../src/protocol/index.ts';
import type { Endpoint } from './support/endpoint.ts';
import { type Clinic, House, type SignedIn } from './support/house.ts';

let house: House;
beforeAll(async () => {
  house = await House.open({ limits: { lingerMs: 50 } });
});
afterAll(() => house.close());

let clinic: Clinic;
let physician: SignedIn;
let colleague: SignedIn;
let staff: SignedIn;
let agent: Endpoint;
beforeEach(async () => {
  clinic = await house.clinic();
  physician = await clinic.person();
  colleague = await clinic.person();
  // Who confirms a TV is no physician, so that no physician is preferred to another.
  staff = await clinic.person('staff');
  agent = await house.agent(physician);
});

async function television(): Promise<Endpoint> {
  return await house.tv(await clinic.tv(staff));
}

/** Asks. @returns the consult's id */
async function ask(tv: Endpoint): Promise<string> {
  const consultId = newId();
  await tv.ask(consultId);
  return consultId;
}

describe('a TV in the queue', () => {
  test('hears where it stands, and each time that this changes', async () => {
    const [first, second] = [await television(), await television()];
    const firstId = await ask(first);
    const secondId = await ask(second);
    expect(await first.hears('queue.place')).toEqual({
      consultId: firstId,
      place: 1,
      estimatedWaitMs: null,
    });
    expect(await second.hears('queue.place')).toMatchObject({ consultId: secondId, place: 2 });
    await agent.request('consult.accept', { consultId: firstId });
    await second.hears('queue.place', ({ place }) => place === 1);
    expect(second.told('queue.place').map(({ place }) => place)).toEqual([2, 1]);
    expect(first.told('queue.place')).toHaveLength(1);
    await agent.request('consult.end', { consultId: firstId });
  });

  test('hears of a hurry that is greater than its own', async () => {
    const [first, second] = [await television(), await television()];
    await ask(first);
    const hurried = await ask(second);
    await agent.hears('consult.changed', ({ consult }) => consult.id === hurried);
    await agent.request('consult.setPriority', { consultId: hurried, priority: 'stat' });
    await second.hears('queue.place', ({ place }) => place === 1);
    await first.hears('queue.place', ({ place }) => place === 2);
  });

  test('hears anew where it stands when it is sent back, and when it comes back', async () => {
    const paired = await clinic.tv(staff);
    const tv = await house.tv(paired);
    const consultId = await ask(tv);
    await tv.hears('queue.place');
    await agent.rings(consultId, physician.identity.personId);
    await agent.request('consult.accept', { consultId });
    await agent.request('consult.return', { consultId });
    await expect.poll(() => tv.told('queue.place')).toHaveLength(2);
    tv.terminate();
    const again = await house.connect();
    const { resume } = tv;
    await again.open({ endpoint: 'tv', token: paired.token, resume });
    expect(await again.hears('queue.place')).toMatchObject({ consultId, place: 1 });
  });

  test('is told nothing of the presence of agents', async () => {
    const tv = await television();
    await ask(tv);
    await tv.hears('queue.place');
    await agent.request('agent.setPresence', { setting: 'away' });
    await agent.hears('agent.presence', ({ presence }) => presence === 'away');
    expect(tv.told('agent.presence')).toEqual([]);
  });
});

describe('the next', () => {
  test('is rung when one declines', async () => {
    const other = await house.agent(colleague);
    const { personId } = colleague.identity;
    const [first, second] = [await television(), await television()];
    const firstId = await ask(first);
    const secondId = await ask(second);
    await other.rings(firstId, personId);
    await agent.request('consult.accept', { consultId: firstId });
    await other.rings(secondId, personId);
    await agent.request('consult.end', { consultId: firstId });
    await agent.rings(secondId, physician.identity.personId);
    const third = await ask(await television());
    await other.request('consult.decline', { consultId: secondId });
    await other.rings(third, personId);
  });
});

describe('an agent', () => {
  function presencesOf(told: Endpoint, { identity }: SignedIn): AgentPresence[] {
    return told
      .told('agent.presence')
      .filter(({ personId }) => personId === identity.personId)
      .map(({ presence }) => presence);
  }

  test('hears of colleagues as they come, are busy, leave their screens, and go', async () => {
    const other = await house.agent(colleague);
    await expect.poll(() => presencesOf(agent, colleague)).toEqual(['available']);
    await other.request('agent.reportActivity', { active: false });
    await other.request('agent.reportActivity', { active: true });
    const consultId = await ask(await television());
    await other.rings(consultId, colleague.identity.personId);
    await other.request('consult.accept', { consultId });
    await other.request('consult.end', { consultId });
    await other.request('agent.setPresence', { setting: 'do-not-disturb' });
    await other.request('session.close', {});
    await agent.hears('agent.presence', ({ presence }) => presence === 'offline');
    const heard = presencesOf(agent, colleague);
    // What follows one another faster than the queue is looked at is told once.
    expect(heard.filter((presence) => presence === 'busy')).toHaveLength(1);
    expect(heard.at(-1)).toBe('offline');
    expect(heard.at(-2)).toBe('do-not-disturb');
  });

  test('is there at one screen though another sleeps, and away when the one is closed', async () => {
    const [asleep, awake] = [await house.agent(colleague), await house.agent(colleague)];
    await asleep.request('agent.reportActivity', { active: false });
    await expect.poll(() => presencesOf(agent, colleague)).toEqual(['available']);
    await awake.request('session.close', {});
    await expect.poll(() => presencesOf(agent, colleague)).toEqual(['available', 'away']);
    await house.agent(colleague);
    await expect
      .poll(() => presencesOf(agent, colleague))
      .toEqual(['available', 'away', 'available']);
  });

  test('hears nothing of admins, who answer nobody, and nothing of other clinics', async () => {
    const admin = await house.agent(await clinic.person('admin'));
    const elsewhere = await house.clinic();
    const foreign = await house.agent(await elsewhere.person());
    await house.agent(colleague);
    await agent.hears('agent.presence', ({ personId }) => personId === colleague.identity.personId);
    const heard = agent.told('agent.presence').map(({ personId }) => personId);
    const known = [physician, colleague].map(({ identity }) => identity.personId);
    expect(known).toEqual(expect.arrayContaining(heard));
    expect(admin.told('agent.presence')).toEqual([]);
    expect(foreign.told('agent.presence').map(({ personId }) => personId)).not.toContain(
      colleague.identity.personId,
    );
  });
});
