// Asks the process of this container whether it lives; a container platform reads the exit code.
const { HEALTH_PORT: port = '9100' } = process.env;
try {
  const answer = await fetch(`http://127.0.0.1:${port}/healthz`, { signal: AbortSignal.timeout(4_000) });
  process.exitCode = answer.ok ? 0 : 1;
} catch (thrown) {
  process.stderr.write(`${thrown.cause?.code ?? thrown.message}\n`);
  process.exitCode = 1;
}
