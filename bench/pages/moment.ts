/** Something that comes once, and is waited for by whoever likes to. */
export class Moment {
  readonly come: Promise<void>;
  /** It is there. */
  readonly reach: () => void;

  constructor() {
    let reach: () => void = () => undefined;
    this.come = new Promise((resolve) => {
      reach = resolve;
    });
    this.reach = reach;
  }
}
