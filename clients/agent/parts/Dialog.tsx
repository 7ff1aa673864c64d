import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

interface DialogProps {
  readonly heading: string;
  /** For forms with much to write in. */
  readonly wide?: boolean;
  readonly children: ComponentChildren;
  readonly onClose: () => void;
}

/** A question that comes first. The browser's own `<dialog>` keeps the focus inside. */
export function Dialog({ heading, wide = false, children, onClose }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      class={wide ? 'dialog dialog-wide' : 'dialog'}
      aria-labelledby="dialog-heading"
      onCancel={onClose}
    >
      <h2 id="dialog-heading">{heading}</h2>
      {children}
    </dialog>
  );
}
