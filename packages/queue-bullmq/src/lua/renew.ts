import { prelude } from './prelude.ts';

/**
 * Renews the locks of running steps. Arguments: prefix, milliseconds, then for each step its reference, token, how often it was started
 * and how often its process died. Answers for each: 1 it is still this process's, 2 it was dropped and should end, 0 it is another's
 * or nobody's. A lock that ran out while Redis was away is taken again as long as nobody else was given the step.
 */
export const renewScript = /* lua */ `
${prelude}
mustWrite()
local answer = {}
for place = 3, #ARGV, 4 do
  local ref, token = ARGV[place], ARGV[place + 1]
  local key = keyOf(ref)
  local queue, id = placeOf(key)
  local lock = call('GET', key .. ':lock')
  local known = exists(key)
  local verdict = 0
  if lock == token then
    verdict = known and 1 or 2
  elseif not lock and known then
    local counts = call('HMGET', key, 'ats', 'stc')
    local isSame = (counts[1] or '0') == ARGV[place + 2] and (counts[2] or '0') == ARGV[place + 3]
    if isSame and call('LPOS', queue .. ':active', id) then verdict = 1 end
  end
  if verdict > 0 then
    call('SET', key .. ':lock', token, 'PX', ARGV[2])
    call('SREM', queue .. ':stalled', id)
  end
  table.insert(answer, verdict)
end
return answer
`;
