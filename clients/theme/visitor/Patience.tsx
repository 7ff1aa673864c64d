/** Three dots that say: it goes on, nothing to do. */
export function Patience() {
  return (
    <div class="patience" aria-hidden="true">
      <i />
      <i />
      <i />
    </div>
  );
}
