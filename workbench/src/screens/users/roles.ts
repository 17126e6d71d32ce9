import type { Schemas } from '$lib/api/client';

export type Role = Schemas['UserLine']['role'];
export const ROLES: readonly { value: Role; label: string }[] = [
  { value: 'reader', label: 'reader: looks' },
  { value: 'coder', label: 'coder: decides and adds' },
  { value: 'admin', label: 'admin: users too' },
];
