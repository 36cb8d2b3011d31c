import { deliveringContract } from './job-queue-delivering.contract.ts';
import { failingContract } from './job-queue-failing.contract.ts';
import { followingContract } from './job-queue-following.contract.ts';
import { stoppingContract } from './job-queue-stopping.contract.ts';
import { takingContract } from './job-queue-taking.contract.ts';
import type { OpenQueue } from './sample-steps.ts';

/** What every JobQueue promises. Each adapter's test file calls this once, with a way to open an empty queue that knows these jobs. */
export function jobQueueContract(openEmpty: OpenQueue): void {
  deliveringContract(openEmpty);
  takingContract(openEmpty);
  failingContract(openEmpty);
  followingContract(openEmpty);
  stoppingContract(openEmpty);
}
