import type { ComponentChildren } from 'preact';
import { faultOf, type ServiceRequest } from '../../../src/protocol/index.ts';
import { capital, eventWords, evidenceLines } from '../faults.ts';
import { clock, languageName } from '../format.ts';
import {
  contextWords,
  kindName,
  networkName,
  reasonSentence,
  screenName,
  request as strings,
} from '../strings/request.ts';
import { Fact } from './DeviceCard.tsx';

/** Why a patient asked: the fault with what shows it, where it happened, what came before. */
export function Reason({ serviceRequest }: { readonly serviceRequest: ServiceRequest }) {
  const { kind, event, context } = serviceRequest;
  const fault = faultOf(event);
  const { service, device } = context;
  const said = (...parts: readonly (string | undefined)[]) =>
    parts.filter((part) => part !== undefined && part !== '').join(', ');
  return (
    <section class="request-part" aria-labelledby="reason-heading">
      <h2 id="reason-heading">{strings.why}</h2>
      <p class="request-reason">{reasonSentence(serviceRequest)}</p>
      <p class="soft">{contextWords(context).join(' · ')}</p>
      {fault !== undefined && (
        <dl class="facts">
          {evidenceLines(fault).map(({ name, value }) => (
            <Fact key={name} name={name}>
              {value}
            </Fact>
          ))}
        </dl>
      )}
      {context.events.length > 0 && (
        <>
          <h3>{strings.before}</h3>
          <ol class="noticed">
            {context.events.map((earlier) => (
              <li key={earlier.id}>
                <time dateTime={earlier.at}>{clock(earlier.at)}</time>
                <span>{capital(eventWords(earlier))}</span>
              </li>
            ))}
          </ol>
        </>
      )}
      <details class="more">
        <summary>{strings.more}</summary>
        <dl class="facts">
          <Fact name={strings.kind}>{kindName(kind)}</Fact>
          <Said name={strings.screen}>{said(screenName(context.screen), context.screenState)}</Said>
          <Said name={strings.service}>
            {said(service?.name, service?.version, service?.state)}
          </Said>
          <Said name={strings.network}>
            {context.networkType === undefined ? '' : networkName(context.networkType)}
          </Said>
          <Said name={strings.firmware}>{said(device?.firmware)}</Said>
          <Said name={strings.account}>{said(context.account)}</Said>
          <Fact name={strings.language}>{languageName(context.language)}</Fact>
        </dl>
      </details>
    </section>
  );
}

/** A fact, where there is something to say. */
function Said({ name, children }: { readonly name: string; readonly children: ComponentChildren }) {
  return children === '' ? null : <Fact name={name}>{children}</Fact>;
}
