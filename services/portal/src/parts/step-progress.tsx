import type { StepCount } from '@diachi/ports';
import type { Frame } from '../frame.ts';

export type StepProgressProps = {
  readonly frame: Frame;
  readonly steps: readonly StepCount[];
  /** Null until enough is done to tell. */
  readonly forecastSeconds: number | null;
};

/** How far each kind of step of a document is: counted, never guessed. */
export function StepProgress({ frame: { messages, write }, steps, forecastSeconds }: StepProgressProps) {
  return (
    <div class="steps">
      <ul>
        {steps.map(({ job, done, planned }) => {
          const name = messages.jobs[job] ?? job;
          const words = messages.work.stepProgress(name, write.number(done), write.number(planned));
          return (
            <li key={job}>
              <span>{words}</span>
              <progress value={done} max={Math.max(1, planned)} aria-label={words} />
            </li>
          );
        })}
      </ul>
      {forecastSeconds !== null && <p class="quiet">{messages.work.forecast(Math.round(forecastSeconds / 60))}</p>}
    </div>
  );
}
