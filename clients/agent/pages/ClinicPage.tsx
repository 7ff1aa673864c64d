import { useState } from 'preact/hooks';
import type { ClinicApi } from '../clinicApi.ts';
import { ClinicScreen } from '../screens/ClinicScreen.tsx';
import { useAsk } from '../useAsk.ts';
import { useLoaded } from '../useLoaded.ts';

export function ClinicPage({ api }: { readonly api: ClinicApi }) {
  const { value, problem, reload } = useLoaded(api.settings);
  const save = useAsk();
  const [saved, setSaved] = useState(false);
  return (
    <ClinicScreen
      settings={value}
      problem={save.problem ?? problem}
      saving={save.busy}
      saved={saved}
      onSave={(settings) => {
        setSaved(false);
        void save.run(api.saveSettings(settings)).then(setSaved);
      }}
      onAgain={reload}
    />
  );
}
