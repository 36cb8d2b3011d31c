import { prelude } from './prelude.ts';

/**
 * Forgets up to so many steps of a group, and everything that waits for them. Arguments: prefix, group, how many.
 * Those that run are told to stop; answers how many steps of the group are left in its list, and how many have not ended.
 */
export const dropScript = /* lua */ `
${prelude}
local group = ARGV[2]
local list = P .. '::group:' .. group
local dropping = P .. '::dropping:' .. group
local queues = {}
mustWrite()
noteEnding(group)
for _, ref in ipairs(call('SPOP', list, ARGV[3])) do
  local key = keyOf(ref)
  if exists(key) then
    if exists(key .. ':lock') then call('SADD', dropping, key .. ':lock') end
    forsake(key)
    wipe(key)
    queues[placeOf(ref)] = true
  end
end
for name in pairs(queues) do
  call('ZREM', P .. '::fair:' .. name .. ':urgent', group)
  call('ZREM', P .. '::fair:' .. name .. ':others', group)
end
local left = call('SCARD', list)
if left > 0 then
  call('SADD', dropping, 'rest')
  call('PEXPIRE', dropping, 60000)
else
  call('SREM', dropping, 'rest')
end
local running = stillDropping(group)
if running > 0 then call('PUBLISH', P .. '::drops', group) end
return {left, running}
`;

/** How many steps of a group that is being dropped have not ended. Arguments: prefix, group. */
export const stillDroppingScript = /* lua */ `
${prelude}
return stillDropping(ARGV[2])
`;
