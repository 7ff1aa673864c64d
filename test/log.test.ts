import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';

/** What a process prints that logs one object. */
function logged(object: object): string {
  const script = `
    import { createLogger } from './src/log.ts';
    createLogger('info').info(${JSON.stringify(object)}, 'a line');
  `;
  return execFileSync('node', ['--input-type=module', '-e', script], { encoding: 'utf8' });
}

describe('the log', () => {
  it.each([
    [{ token: 'hush' }],
    [{ params: { resumeToken: 'hush' } }],
    [{ request: { body: { password: 'hush' } } }],
    [{ headers: { cookie: 'hush' } }],
    [{ body: { secret: 'hush' } }],
    [{ patient: { id: '1', name: 'hush' } }],
    [{ email: 'hush' }],
    [{ registration: { hardwareId: 'hush' } }],
  ])('keeps secrets and people out of %j', (object) => {
    const line = logged(object);
    expect(line).toContain('a line');
    expect(line).not.toContain('hush');
  });

  it('keeps what operators need', () => {
    expect(logged({ code: 'forbidden', sessionId: 'abc' })).toContain('"code":"forbidden"');
  });
});
