import { useState } from 'preact/hooks';
import {
  type CreateSubscriptionRequest,
  createSubscriptionRequest,
  type WebhookFormat,
  webhookFormat,
} from '../../../src/protocol/index.ts';
import { integrations, subscriptions as strings } from '../strings/integrations.ts';
import { Dialog } from './Dialog.tsx';

interface SubscriptionDialogProps {
  readonly onCreate: (wanted: CreateSubscriptionRequest) => Promise<void>;
  readonly onClose: () => void;
}

/** Where events are to go, which, and in what form. */
export function SubscriptionDialog({ onCreate, onClose }: SubscriptionDialogProps) {
  const [url, setUrl] = useState('https://');
  const [format, setFormat] = useState<WebhookFormat>('cloudevents');
  const [template, setTemplate] = useState('');
  const [types, setTypes] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const submit = (event: Event) => {
    event.preventDefault();
    const eventTypes = types
      .split(',')
      .map((type) => type.trim())
      .filter((type) => type !== '');
    const parsed = createSubscriptionRequest.safeParse({
      url: url.trim(),
      format,
      template: format === 'template' ? template : null,
      eventTypes: eventTypes.length === 0 ? null : eventTypes,
    });
    const [issue] = parsed.error?.issues ?? [];
    setProblem(issue ? `${issue.path.join('.')}: ${issue.message}` : null);
    if (parsed.success) void onCreate(parsed.data);
  };
  return (
    <Dialog heading={strings.addHeading} onClose={onClose}>
      <form class="stack-small" onSubmit={submit}>
        <div class="field">
          <label for="webhook-url">{strings.url}</label>
          <input
            id="webhook-url"
            data-testid="webhook-url"
            type="text"
            inputMode="url"
            class="mono"
            spellcheck={false}
            aria-describedby="webhook-url-hint"
            value={url}
            onInput={(event) => setUrl(event.currentTarget.value)}
          />
          <p class="hint" id="webhook-url-hint">
            {strings.urlHint}
          </p>
        </div>
        <div class="field">
          <label for="webhook-format">{strings.format}</label>
          <select
            id="webhook-format"
            class="select"
            value={format}
            onChange={(event) => {
              const { data } = webhookFormat.safeParse(event.currentTarget.value);
              if (data !== undefined) setFormat(data);
            }}
          >
            {webhookFormat.options.map((option) => (
              <option key={option} value={option}>
                {strings.formats[option]}
              </option>
            ))}
          </select>
        </div>
        {format === 'template' && (
          <div class="field">
            <label for="webhook-template">{strings.template}</label>
            <textarea
              id="webhook-template"
              class="mono"
              rows={5}
              spellcheck={false}
              value={template}
              onInput={(event) => setTemplate(event.currentTarget.value)}
            />
          </div>
        )}
        <div class="field">
          <label for="webhook-types">{strings.eventTypes}</label>
          <input
            id="webhook-types"
            type="text"
            class="mono"
            spellcheck={false}
            aria-describedby="webhook-types-hint"
            value={types}
            onInput={(event) => setTypes(event.currentTarget.value)}
          />
          <p class="hint" id="webhook-types-hint">
            {strings.eventTypesHint}
          </p>
        </div>
        {problem !== null && (
          <p class="danger-text" role="alert">
            {problem}
          </p>
        )}
        <div class="actions">
          <button class="button button-primary" type="submit" data-testid="webhook-create">
            {strings.create}
          </button>
          <button class="button" type="button" onClick={onClose}>
            {integrations.cancel}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
