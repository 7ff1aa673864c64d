import type { ConsultRecord } from '../../connector/index.ts';
import { elapsed } from '../format.ts';
import { consults as strings, words } from '../strings.ts';

interface WaitingScreenProps {
  /** Consults that wait or go on, longest waiting first. */
  readonly records: readonly ConsultRecord[];
  readonly nowMs: number;
}

/** Who waits, for people of the clinic who do not answer themselves. */
export function WaitingScreen({ records, nowMs }: WaitingScreenProps) {
  return (
    <div class="page">
      <header class="page-header">
        <h1>{strings.waitingHeading}</h1>
        <p class="soft">{records.length === 0 ? strings.noneWaiting : strings.staffLead}</p>
      </header>
      {records.length > 0 && (
        <div class="panel table-panel">
          <table class="table">
            <thead>
              <tr>
                <th scope="col">{strings.patient}</th>
                <th scope="col">{strings.state}</th>
                <th scope="col">{strings.since}</th>
                <th scope="col">{strings.physician}</th>
                <th scope="col">{strings.tv}</th>
              </tr>
            </thead>
            <tbody>
              {records.map(({ consult }) => (
                <tr key={consult.id} data-testid="waiting">
                  <th scope="row">{consult.patient.name}</th>
                  <td>{words.consultState(consult.state)}</td>
                  <td class="number">{elapsed(Date.parse(consult.requestedAt), nowMs)}</td>
                  <td>
                    {consult.agent?.name ??
                      (consult.offeredTo.map(({ name }) => name).join(', ') || strings.noPhysician)}
                  </td>
                  <td>{words.device(consult.device)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </div>
  );
}
