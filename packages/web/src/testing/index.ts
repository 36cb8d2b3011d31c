export { findRoleFaults, type RoleCallers } from './find-role-faults.ts';
