import { cloudEventContent } from './cloudEvent.ts';
import { fhirContent } from './fhir/bundle.ts';
import { type Content, type Message, UnwritableMessage } from './message.ts';
import type { Subscription } from './ports.ts';
import { templateContent } from './template.ts';

/**
 * Writes an event in the form that a subscription wants.
 * @throws UnwritableMessage where it cannot be
 */
export async function adapt(
  message: Message,
  { format, template }: Pick<Subscription, 'format' | 'template'>,
): Promise<Content> {
  try {
    switch (format) {
      case 'cloudevents':
        return cloudEventContent(message);
      case 'fhir':
        return fhirContent(message);
      case 'template':
        return await templateContent(message, template ?? '');
    }
  } catch (cause) {
    if (cause instanceof UnwritableMessage) throw cause;
    throw new UnwritableMessage(`The event cannot be written in the format ${format}.`, { cause });
  }
}
