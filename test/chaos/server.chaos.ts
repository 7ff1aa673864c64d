import { describe } from 'vitest';
import { ChaosCall } from './support/chaosCall.ts';
import { gapFigures, goesOnFigures } from './support/figures.ts';
import { shows } from './support/showing.ts';

describe('the server is killed in a call and started again', async () => {
  await shows({ row: 'server', how: 'relay, from listening on' }, async () => {
    const call = await ChaosCall.begin({ path: 'relay' });
    await call.watch();
    await call.server.killHousecall();
    await call.server.startHousecall();
    const listensAt = Date.now();
    await call.gaps();
    await call.flows();
    const { tv, agent } = await call.gapsEndedAt();
    await call.nothingIsLost();
    return gapFigures({ tv: tv - listensAt, agent: agent - listensAt }, 3_000);
  });

  await shows({ row: 'server', how: 'direct' }, async () => {
    const call = await ChaosCall.begin({ path: 'direct' });
    await call.watch();
    await call.server.killHousecall();
    await call.server.startHousecall();
    await call.sessionsAreBack();
    const gaps = await call.gaps();
    await call.flows();
    call.isStillOnItsPath();
    await call.nothingIsLost();
    return goesOnFigures(gaps, call);
  });
});
