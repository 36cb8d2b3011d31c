import { READING_STEPS, type ReadingStep, type ReadingSteps } from '@diachi/ocr-worker';

export type StepVariant = { readonly name: string; readonly steps: ReadingSteps };

/**
 * What `--steps` asks for: `all`; `none`; `each`, every step switched on after the ones before it; `without`, all but one in turn; or
 * lists of steps, as `areas+scale`; several with commas between.
 */
export function stepVariants(asked: string): readonly StepVariant[] {
  return asked.split(',').flatMap((one): readonly StepVariant[] => {
    if (one === 'all') return [{ name: 'all steps', steps: new Set(READING_STEPS) }];
    if (one === 'none') return [{ name: 'no step', steps: new Set() }];
    if (one === 'each') {
      const further = READING_STEPS.map((step, last) => ({
        name: `+ ${step}`,
        steps: new Set(READING_STEPS.slice(0, last + 1)),
      }));
      return [{ name: 'no step', steps: new Set() }, ...further];
    }
    if (one === 'without') {
      return READING_STEPS.map((left) => ({
        name: `all but ${left}`,
        steps: new Set(READING_STEPS.filter((step) => step !== left)),
      }));
    }
    return [{ name: one, steps: new Set(one.split('+').map(parseStep)) }];
  });
}

function parseStep(name: string): ReadingStep {
  const step = READING_STEPS.find((one) => one === name);
  if (step) return step;
  throw new Error(`There is no step “${name}”; there are ${READING_STEPS.join(', ')}.`);
}
