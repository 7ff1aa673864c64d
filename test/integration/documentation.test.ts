import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { toCloudEvent } from '../../src/integration/cloudEvent.ts';
import { bundleOf } from '../../src/integration/fhir/bundle.ts';
import { templateContent } from '../../src/integration/template.ts';
import { inboundEvent, openConsultCommand, setPresenceCommand } from '../../src/protocol/index.ts';
import { message, messages } from './messages.ts';

it('the examples in docs/integration.md are what is sent and what is taken', async () => {
  const text = await readFile(new URL('../../docs/integration.md', import.meta.url), 'utf8');
  const blocks = (language: string) =>
    [...text.matchAll(new RegExp(`\`\`\`${language}\\n(.*?)\`\`\``, 'gs'))].map(
      ([, block]) => block ?? '',
    );
  const [cloudEvent, bundle, made, opens, sets] = blocks('json').map((block): unknown =>
    JSON.parse(block),
  );
  const [template = ''] = blocks('jsonata');
  const accept = messages['an accept'] ?? message({ seq: 1, at: '', type: '' });

  expect(cloudEvent).toEqual(JSON.parse(JSON.stringify(toCloudEvent(accept))));
  expect(bundle).toEqual(JSON.parse(JSON.stringify(bundleOf(accept))));
  expect(made).toEqual(JSON.parse((await templateContent(accept, template)).body));
  openConsultCommand.parse(inboundEvent.parse(opens).data);
  setPresenceCommand.parse(inboundEvent.parse(sets).data);
});
