import { useState } from 'preact/hooks';
import { inEvaluationOrder, type RuleDraft } from '../playbookDraft.ts';
import { playbook as strings } from '../strings/playbook.ts';
import { kindName } from '../strings/request.ts';

interface RuleListProps {
  readonly rules: readonly RuleDraft[];
  /** Indexes of rules that have something wrong. */
  readonly wrong: ReadonlySet<number>;
  readonly chosen: number | null;
  readonly onChoose: (index: number) => void;
  readonly onNew: () => void;
}

/** The rules of a playbook, in the order in which they are looked at. */
export function RuleList({ rules, wrong, chosen, onChoose, onNew }: RuleListProps) {
  const [search, setSearch] = useState('');
  const wanted = search.trim().toLowerCase();
  const shown = inEvaluationOrder(rules).filter((index) => rules[index]?.rule.includes(wanted));
  return (
    <section class="panel rule-list" aria-label={strings.rules}>
      <div class="rule-find">
        <input
          type="search"
          aria-label={strings.find}
          placeholder={strings.find}
          value={search}
          onInput={(event) => setSearch(event.currentTarget.value)}
        />
        <button class="button" type="button" data-testid="new-rule" onClick={onNew}>
          {strings.newRule}
        </button>
      </div>
      <ol>
        {shown.map((index) => {
          const rule = rules[index];
          if (rule === undefined) return null;
          const [kind] = rule.kinds;
          return (
            <li key={index}>
              <button
                class="rule-item"
                type="button"
                data-testid="rule"
                aria-current={index === chosen}
                onClick={() => onChoose(index)}
              >
                <span class="rule-name">{rule.rule}</span>
                <span class="rule-facts">
                  {wrong.has(index) && <span class="danger-text">{strings.hasProblem}</span>}
                  <span>{strings.priorityShort(rule.priority)}</span>
                  {rule.kinds.length === 1 && kind !== undefined && <span>{kindName(kind)}</span>}
                </span>
              </button>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
