import { prelude } from './prelude.ts';

/**
 * Tells that a step which was taken starts, and notes how far its queue has come. Arguments: prefix, reference, token, priority, event.
 * Answers 0 when the step was dropped since it was taken: it must not start.
 */
export const startScript = /* lua */ `
${prelude}
mustWrite()
local key = keyOf(ARGV[2])
if call('GET', key .. ':lock') ~= ARGV[3] then return 0 end
if not exists(key) then
  call('DEL', key .. ':lock')
  return 0
end
local name = placeOf(ARGV[2])
local tag = tonumber(ARGV[4])
local band = 'urgent'
if tag > 0x100000 then
  tag = tag - 0x100000
  band = 'others'
end
local fair = P .. '::fair:' .. name
if tag > (tonumber(call('HGET', fair, band)) or 0) then call('HSET', fair, band, string.format('%d', tag)) end
tell(ARGV[5])
return 1
`;
