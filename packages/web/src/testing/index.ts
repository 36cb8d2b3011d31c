export { describeApi } from '../api/describe-api.ts';
export { findRoleFaults, type RoleCallers } from './find-role-faults.ts';
