-- Adds a blog, behind the others of its host. Returns 1, or 0 where the queue has it already.
-- KEYS: hosts (stream), blogs (hash), the host's list. ARGV: host, site, address, "again" or "".
local known = redis.call('HGET', KEYS[2], ARGV[2])
if known and (known == '' or ARGV[4] ~= 'again') then
  return 0
end
redis.call('HSET', KEYS[2], ARGV[2], '')
if redis.call('RPUSH', KEYS[3], ARGV[3]) == 1 then
  redis.call('XADD', KEYS[1], '*', 'host', ARGV[1])
end
return 1
