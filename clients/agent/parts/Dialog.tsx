import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

interface DialogProps {
  readonly heading: string;
  /** `wide` is for forms with much to write in, `full` for what is to be looked at. */
  readonly size?: 'narrow' | 'wide' | 'full';
  readonly children: ComponentChildren;
  readonly onClose: () => void;
}

/** A question that comes first. The browser's own `<dialog>` keeps the focus inside. */
export function Dialog({ heading, size = 'narrow', children, onClose }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      class={`dialog dialog-${size}`}
      aria-labelledby="dialog-heading"
      onCancel={onClose}
    >
      <h2 id="dialog-heading">{heading}</h2>
      {children}
    </dialog>
  );
}
