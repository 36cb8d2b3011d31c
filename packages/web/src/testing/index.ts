export { describeApi } from '../api/describe-api.ts';
export { findOpenTo, findRoleFaults, type RoleCallers } from './find-role-faults.ts';
