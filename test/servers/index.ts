export { freePort } from './free-port.ts';
export {
  findObjectServer,
  type ObjectServer,
  type ObjectServerKind,
  startObjectServer,
} from './start-object-server.ts';
