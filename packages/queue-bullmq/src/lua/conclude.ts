import { prelude } from './prelude.ts';

/**
 * What BullMQ does not do by itself when a step ends; in one transaction with the script of BullMQ that moves the step.
 * Arguments: prefix, reference, token, `done`, `failed`, `waiting-to-retry` or `handed-back`, event.
 * Answers 1, or 0 when the step is no longer this process's: then the script of BullMQ refuses as well.
 */
export const concludeScript = /* lua */ `
${prelude}
local key, token, how = keyOf(ARGV[2]), ARGV[3], ARGV[4]
if call('GET', key .. ':lock') ~= token then return 0 end
if not exists(key) then
  -- Dropped: whoever waits for its end sees it by the lock.
  call('DEL', key .. ':lock')
  return 0
end
local queue, id = placeOf(key)

if how == 'handed-back' then
  call('DEL', key .. ':lock')
  call('SREM', queue .. ':stalled', id)
  call('LREM', queue .. ':active', 0, id)
  call('ZADD', queue .. ':prioritized', (tonumber(call('HGET', key, 'priority')) or 1) * 0x100000000, id)
  wake(queue)
  return 1
end

if how == 'done' or how == 'failed' then
  local group = call('HGET', key, 'group')
  if group then call('SREM', P .. '::group:' .. group, ARGV[2]) end
  noteRoot(key)
end
if how == 'done' then
  call('DEL', key .. ':processed')
  local also = call('HGET', key, 'also')
  for _, parent in ipairs(also and cjson.decode(also) or {}) do
    if call('SREM', parent .. ':dependencies', key) == 1 then
      call('HSET', parent .. ':processed', key, 'null')
      release(parent)
    end
  end
elseif how == 'failed' then
  forsake(key)
end
tell(ARGV[5])
return 1
`;
