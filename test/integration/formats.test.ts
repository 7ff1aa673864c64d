import { CloudEvent, HTTP } from 'cloudevents';
import { describe, expect, it } from 'vitest';
import { adapt } from '../../src/integration/adapt.ts';
import { cloudEventContent } from '../../src/integration/cloudEvent.ts';
import { UnwritableMessage } from '../../src/integration/message.ts';
import { checkTemplate, templateContent } from '../../src/integration/template.ts';
import { outcomeOf } from '../consult/world.ts';
import { facts, message, messages, uuid } from './messages.ts';

const one = message({
  seq: 12,
  at: facts.requestedAt,
  by: 'physician',
  type: 'transferred',
  to: 7,
});

describe('a CloudEvent', () => {
  it.each(Object.entries(messages))('of %s is read by who knows CloudEvents', (_name, each) => {
    const { body, contentType } = cloudEventContent(each);
    const event = HTTP.toEvent({ headers: { 'content-type': contentType }, body });
    if (Array.isArray(event)) throw new Error('it is one event');
    expect(event).toBeInstanceOf(CloudEvent);
    expect(event).toMatchObject({
      type: `org.housecall.consult.${each.event.type}`,
      source: `urn:uuid:${uuid(2)}`,
      subject: uuid(1),
      time: each.event.at,
      data: { consult: each.consult, event: each.event },
    });
  });

  it('has an id that is the same for the same event, and sorts by its sequence', () => {
    expect(JSON.parse(cloudEventContent(one).body)).toMatchObject({
      id: `${uuid(1)}:12`,
      sequence: '0000000012',
    });
    expect(cloudEventContent(one)).toEqual(cloudEventContent(one));
  });
});

describe('a template', () => {
  it('makes any JSON of the event', async () => {
    const template =
      '{ "who": data.consult.patient.name, "what": $substringAfter(type, "consult.") }';
    const { body } = await adapt(one, { format: 'template', template });
    expect(JSON.parse(body)).toEqual({ who: 'Erika Example', what: 'transferred' });
  });

  it.each(['{ "a": ', 'a ~> |', '('.repeat(5_000), '$x := '])(
    'that cannot be read is refused when it is saved: %s',
    async (template) => {
      expect(await outcomeOf(Promise.resolve().then(() => checkTemplate(template)))).toBe(
        'invalid_params',
      );
    },
  );

  it.each([
    ['gives nothing', 'data.nothing', /gives nothing/],
    ['fails', '$number(data.consult.patient.name)', /JSONata error D3030/],
    ['gives a function', 'function($a) { $a }', /is no JSON/],
    ['never ends', '( $f := function() { $f() }; $f() )', /D1012/],
    ['nests without end', '( $f := function($n) { 1 + $f($n) }; $f(1) )', /D1011/],
    ['counts without end', '[1..9999999]', /D2015/],
    [
      'backtracks for hours',
      '$match("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", /^(a+)+$/)',
      /too long/,
    ],
    ['eats memory', '[1..9000].[[1..9000]]', /too (much memory|long)/],
    ['gives too much', '$pad("", 300000, "ab")', /longer than/],
    ['looks for the process', '$eval("process.env")', /gives nothing/],
    ['looks for constructors', 'data.constructor.constructor("return process")()', /gives nothing/],
  ])('that %s is ended with a reason and without the event', async (_name, template, reason) => {
    const error = await templateContent(one, template, {
      timeoutMs: 200,
      killAfterMs: 3_000,
      maxDepth: 100,
      maxItems: 10_000,
      maxHeapMiB: 32,
      maxChars: 256_000,
    }).then(
      ({ body }) => body,
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(UnwritableMessage);
    expect(String(error)).toMatch(reason);
    expect(String(error)).not.toContain('Erika');
  });
});
