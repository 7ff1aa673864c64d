import type { PhonePanel } from '../../model/phone/phoneDialog.ts';
import { useSettled } from '../../ui/useSettled.ts';

/**
 * Takes an OK that comes right after a step has come or gone: one that was meant for the step before
 * neither answers the next, nor presses what lies below.
 */
export function usePanelSettled(panel: PhonePanel | null): void {
  useSettled(panel?.at ?? 'none', panel !== null);
}
