#!/usr/bin/env node
import { handOver } from './hand-over.mjs';
import { program } from './places.mjs';
import { prepare } from './prepare.mjs';

await prepare();
await handOver([program, ...process.argv.slice(2)]);
