import { prelude } from './prelude.ts';

/** Holds back the deliveries of all these queues at once, or lets them go on. Arguments: prefix, 1 or 0, names of queues. */
export const holdScript = /* lua */ `
${prelude}
mustWrite()
for place = 3, #ARGV do
  local queue = keyOf(ARGV[place])
  if ARGV[2] == '1' then
    call('HSET', queue .. ':meta', 'paused', 1)
    call('DEL', queue .. ':marker')
  else
    call('HDEL', queue .. ':meta', 'paused')
    wake(queue)
  end
end
return 1
`;

/** Whether any of these queues is held back. Arguments: prefix, names of queues. */
export const isHeldScript = /* lua */ `
${prelude}
for place = 2, #ARGV do
  if call('HEXISTS', keyOf(ARGV[place]) .. ':meta', 'paused') == 1 then return 1 end
end
return 0
`;
