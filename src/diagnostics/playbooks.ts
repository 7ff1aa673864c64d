import { type Diagnostic, type PersonRef, Refusal } from '../protocol/index.ts';
import type {
  Playbook,
  PlaybookOrigin,
  PlaybookResponse,
  PlaybookRule,
  PlaybookTryResponse,
  PlaybookVersion,
} from '../protocol/playbook.ts';
import { type ExaminationDeps, examine } from './examination.ts';
import type { Asked } from './facts.ts';
import type { PlaybookStore } from './ports.ts';
import { shippedPlaybook, shippedPlaybookId, shippedPlaybookVersion } from './shipped/playbook.ts';

/** How many diagnostics are suggested at most. */
const maxSuggestions = 5;
/** How many versions the history tells. */
const historyLimit = 50;
/** How many clinics' playbooks are kept at hand. */
const maxAtHand = 100;

export interface PlaybooksDeps extends ExaminationDeps {
  readonly store: PlaybookStore;
  readonly now: () => Date;
  readonly newId: () => string;
}

/** A change of a clinic's playbook, based on the version that its author saw. */
export interface PlaybookChange {
  readonly expectedVersion: number;
  readonly playbook: Playbook;
  readonly origin: PlaybookOrigin;
}

/** A playbook with what diagnostics call it. */
interface NamedPlaybook {
  readonly playbookId: string;
  readonly version: number;
  readonly playbook: Playbook;
}

const shipped: NamedPlaybook = {
  playbookId: shippedPlaybookId,
  version: shippedPlaybookVersion,
  playbook: shippedPlaybook,
};

/**
 * Clinics' playbooks and what they answer. The newest version is in force; a clinic that has saved
 * none has the shipped one, which changes with the release.
 */
export class Playbooks {
  readonly #deps: PlaybooksDeps;
  /** Playbooks that were read, by clinic; the store is asked each time whether there is a newer. */
  readonly #atHand = new Map<string, NamedPlaybook>();

  constructor(deps: PlaybooksDeps) {
    this.#deps = deps;
  }

  /**
   * What the clinic's playbook answers: the diagnostic of the first rule that holds and was not
   * tried, or `undefined` where a person has to help.
   * @throws Refusal `store_unavailable`; nothing because of what is asked
   */
  async diagnose(clinicId: string, asked: Asked): Promise<Diagnostic | undefined> {
    const [first] = await this.#answers(await this.#inForce(clinicId), asked, 1);
    return first;
  }

  /** The diagnostics of all rules that hold and were not tried, best first, at most 5. */
  async suggest(clinicId: string, asked: Asked): Promise<Diagnostic[]> {
    return this.#answers(await this.#inForce(clinicId), asked, maxSuggestions);
  }

  /**
   * The playbook in force, or an older version, and its history.
   * @throws Refusal `not_found` where there is no such version
   */
  async read(clinicId: string, version?: number): Promise<PlaybookResponse> {
    const { store } = this.#deps;
    const newest = await store.newestVersion(clinicId);
    const wanted = version ?? newest;
    const stored = wanted === 0 ? shipped : await store.find(clinicId, wanted);
    if (stored === undefined) throw new Refusal('not_found');
    const history = [...(await store.history(clinicId, historyLimit))];
    return { version: wanted, playbook: stored.playbook, history };
  }

  /** Adds a version, which is in force at once. @throws Refusal `conflict` */
  async save(clinicId: string, by: PersonRef, change: PlaybookChange): Promise<PlaybookVersion> {
    const { store, now, newId } = this.#deps;
    const { expectedVersion, playbook, origin } = change;
    const newest = await store.newestVersion(clinicId);
    const playbookId =
      newest === 0 ? newId() : ((await store.find(clinicId, newest))?.playbookId ?? newId());
    const version = expectedVersion + 1;
    const saved = { playbookId, version, playbook, origin, savedAt: now().toISOString() };
    if (newest !== expectedVersion || !(await store.insert(clinicId, saved, by))) {
      throw new Refusal('conflict', 'Somebody else has saved this playbook in the meantime.', {
        version: await store.newestVersion(clinicId),
      });
    }
    return { version, name: playbook.name, origin, savedAt: saved.savedAt, savedBy: by };
  }

  /** Makes the shipped playbook, as it is in this release, the new version. @throws Refusal `conflict` */
  restore(clinicId: string, by: PersonRef, expectedVersion: number): Promise<PlaybookVersion> {
    return this.save(clinicId, by, {
      expectedVersion,
      playbook: shippedPlaybook,
      origin: 'shipped',
    });
  }

  /** What a draft would answer, and what came of each of its rules. Nothing is kept. */
  async try(clinicId: string, draft: Playbook, asked: Asked): Promise<PlaybookTryResponse> {
    const { playbookId } = await this.#inForce(clinicId);
    const version = (await this.#deps.store.newestVersion(clinicId)) + 1;
    const diagnostics: Diagnostic[] = [];
    const rules: PlaybookTryResponse['rules'] = [];
    for await (const { rule, result } of examine(draft, asked, this.#deps)) {
      rules.push(result);
      if (result.outcome === 'held' && diagnostics.length < maxSuggestions) {
        diagnostics.push(this.#diagnosticOf({ playbookId, version, playbook: draft }, rule));
      }
    }
    return { diagnostics, rules };
  }

  async #answers(from: NamedPlaybook, asked: Asked, limit: number): Promise<Diagnostic[]> {
    const answers: Diagnostic[] = [];
    for await (const { rule, result } of examine(from.playbook, asked, this.#deps)) {
      if (result.outcome === 'held') answers.push(this.#diagnosticOf(from, rule));
      if (answers.length === limit) break;
    }
    return answers;
  }

  #diagnosticOf({ playbookId, version }: NamedPlaybook, rule: PlaybookRule): Diagnostic {
    const { newId } = this.#deps;
    return {
      id: newId(),
      source: { type: 'playbook', playbookId, version, rule: rule.rule },
      findings: rule.findings,
      tasks: rule.tasks.map((task) => ({ ...task, id: newId() })),
    };
  }

  async #inForce(clinicId: string): Promise<NamedPlaybook> {
    const { store } = this.#deps;
    const version = await store.newestVersion(clinicId);
    if (version === 0) return shipped;
    const known = this.#atHand.get(clinicId);
    if (known?.version === version) return known;
    const stored = await store.find(clinicId, version);
    if (stored === undefined) throw new Error(`Version ${version} of a playbook is not there.`);
    this.#atHand.delete(clinicId);
    this.#atHand.set(clinicId, stored);
    const [oldest] = this.#atHand.keys();
    if (this.#atHand.size > maxAtHand && oldest !== undefined) this.#atHand.delete(oldest);
    return stored;
  }
}
