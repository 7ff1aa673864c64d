import type { Attendee, Known } from '../model/known.ts';
import type { Actions } from '../model/screen.ts';
import { Findings } from './Findings.tsx';
import { useWords } from './words.ts';

interface KnownPanelProps {
  readonly known: Known;
  readonly onAnswer: Actions['answerTask'];
}

/** What the clinic and the TV know already: nobody has to say it again. */
export function KnownPanel({ known, onAnswer }: KnownPanelProps) {
  const { known: words } = useWords().consult;
  const { why, kind, faults, diagnostics, people } = known;
  // The fault for which help was asked is said above already.
  const others = faults.filter(({ code }) => why.name !== 'fault' || code !== why.code);
  return (
    <section class="panel known">
      <h2>{words.title}</h2>
      <p>{words.about}</p>
      {diagnostics.length > 0 && (
        <section class="card">
          <h3>{words.diagnosticsTitle}</h3>
          {diagnostics.map((status) => (
            <Findings
              key={status.diagnostic.id}
              status={status}
              answering={known.answering}
              onAnswer={onAnswer}
            />
          ))}
        </section>
      )}
      <section class="card">
        <h3>{words.whyTitle}</h3>
        <p data-testid="why">{words.why(why, kind)}</p>
        {others.length > 0 && (
          <>
            <h4>{words.noticed}</h4>
            <ul class="lines">
              {others.map(({ code, isOver }) => (
                <li key={code}>{words.fault(code, isOver)}</li>
              ))}
            </ul>
          </>
        )}
      </section>
      <Context known={known} />
      <section class="card">
        <h3>{words.peopleTitle}</h3>
        <ul class="lines">
          {people.map((person) => (
            <Presence key={person.id} person={person} />
          ))}
        </ul>
      </section>
    </section>
  );
}

/** What was on the screen when help was asked for, line by line. */
function Context({ known }: { readonly known: Known }) {
  const { consult, time } = useWords();
  const { known: words } = consult;
  const { context, device, askedAt } = known;
  const { service, networkType, account, screenState } = context;
  const lines: ReadonlyArray<readonly [string, string | undefined]> = [
    [words.asked, time(askedAt)],
    [words.screen, joined(words.screenName(context.screen), screenState)],
    [words.service, service && joined(service.name, service.state)],
    [words.device, joined(device.model, device.displayModel ?? undefined)],
    [words.network, networkType && words.networkName(networkType)],
    [words.account, account],
  ];
  return (
    <section class="card">
      <h3>{words.contextTitle}</h3>
      <dl class="context">
        {lines.map(
          ([name, value]) =>
            value !== undefined &&
            value !== '' && (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
      </dl>
    </section>
  );
}

function Presence({ person }: { readonly person: Attendee }) {
  const { consult, parts } = useWords();
  const { known: words } = consult;
  const { name, part, present } = person;
  return (
    <li>
      <b>{part === 'tv' ? words.yourTv : name}</b>
      {part !== 'tv' && `, ${parts[part]}`}: {present ? words.there : words.away}
    </li>
  );
}

function joined(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join(', ');
}
