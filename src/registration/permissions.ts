import { type AgentIdentity, Refusal, type Role } from '../protocol/index.ts';

/** What somebody who is signed in may do, always within the own clinic. */
export type Permission =
  /** Look up, confirm and refuse user codes; unpair devices. */
  | 'pair-devices'
  | 'see-patients'
  /** Be named by patients and name them: the physician's side of care links. */
  | 'name-patients'
  | 'see-colleagues'
  | 'see-playbooks'
  /** Change, import and try playbooks. */
  | 'edit-playbooks'
  | 'see-metrics'
  /** How the clinic receives its patients, and who answers what. */
  | 'manage-clinic'
  /** Wire other systems: webhooks that leave the house, sources of commands that come in. */
  | 'manage-integrations';

/** Admins run the system and have no part in care, so they see no patients. */
const permissionsOf: Readonly<Record<Role, ReadonlySet<Permission>>> = {
  physician: new Set<Permission>([
    'pair-devices',
    'see-patients',
    'name-patients',
    'see-colleagues',
    'see-playbooks',
  ]),
  staff: new Set<Permission>(['pair-devices', 'see-patients', 'see-colleagues', 'see-playbooks']),
  admin: new Set<Permission>([
    'see-colleagues',
    'see-metrics',
    'see-playbooks',
    'edit-playbooks',
    'manage-clinic',
    'manage-integrations',
  ]),
};

export function hasPermission(role: Role, permission: Permission): boolean {
  return permissionsOf[role].has(permission);
}

/** @throws Refusal `forbidden` */
export function requirePermission(identity: AgentIdentity, permission: Permission): void {
  if (!hasPermission(identity.role, permission)) throw new Refusal('forbidden');
}
