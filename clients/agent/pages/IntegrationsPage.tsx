import { useCallback, useState } from 'preact/hooks';
import type { IntegrationApi } from '../integrationApi.ts';
import type { ShownSecret } from '../parts/SecretDialog.tsx';
import type { TestOutcome } from '../parts/SubscriptionsPanel.tsx';
import { type Integrations, IntegrationsScreen } from '../screens/IntegrationsScreen.tsx';
import { refusalSentence } from '../strings/errors.ts';
import { useLoaded } from '../useLoaded.ts';

export function IntegrationsPage({ api }: { readonly api: IntegrationApi }) {
  const load = useCallback(async (): Promise<Integrations> => {
    const [subscriptions, sources, deliveries] = await Promise.all([
      api.subscriptions(),
      api.sources(),
      api.deliveries(),
    ]);
    return { subscriptions, sources, deliveries };
  }, [api]);
  const { value, problem, reload } = useLoaded(load);
  const [refused, setRefused] = useState<string | null>(null);
  const [secret, setSecret] = useState<ShownSecret | null>(null);
  const [tests, setTests] = useState<ReadonlyMap<string, TestOutcome>>(new Map());

  const change = async (request: Promise<unknown>) => {
    setRefused(null);
    try {
      await request;
    } catch (error) {
      setRefused(refusalSentence(error));
      return false;
    }
    reload();
    return true;
  };
  const make = (request: Promise<string>) =>
    change(request.then((made) => setSecret({ secret: made, formerSecretUntil: null })));
  const note = (id: string, outcome: TestOutcome | undefined) =>
    setTests((before) => {
      const after = new Map(before);
      if (outcome === undefined) after.delete(id);
      else after.set(id, outcome);
      return after;
    });
  const test = async (id: string) => {
    note(id, 'sending');
    const done = await change(api.test(id).then((outcome) => note(id, outcome)));
    if (!done) note(id, undefined);
  };
  return (
    <IntegrationsScreen
      integrations={value}
      problem={problem}
      refused={refused}
      secret={secret}
      tests={tests}
      origin={window.location.origin}
      onSubscribe={(wanted) => make(api.subscribe(wanted))}
      onAddSource={(name) => make(api.addSource(name))}
      onEnable={(what, id, enabled) =>
        void change(
          what === 'subscriptions'
            ? api.changeSubscription({ id, enabled })
            : api.changeSource({ id, enabled }),
        )
      }
      onRotate={(what, id) => void change(api.rotate(what, id).then(setSecret))}
      onRemove={(what, id) => void change(api.remove(what, id))}
      onTest={(id) => void test(id)}
      onReplay={(subscriptionId, event) =>
        void change(api.replay({ subscriptionId, ...(event === undefined ? {} : { event }) }))
      }
      onSecretSeen={() => setSecret(null)}
      onAgain={() => {
        setRefused(null);
        reload();
      }}
    />
  );
}
