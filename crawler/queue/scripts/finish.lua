-- Notes what a blog came to, and renews the lease on its host for the next one, or ends it where there is none.
-- Returns that blog, "" where there is none, nil where the worker does not hold the lease any more.
-- KEYS: hosts (stream), blogs (hash), the host's list, tries (hash). ARGV: group, worker, entry, site, address, outcome.
local held = redis.call('XPENDING', KEYS[1], ARGV[1], ARGV[3], ARGV[3], 1)[1]
if not held or held[2] ~= ARGV[2] then
  return nil
end
if redis.call('LINDEX', KEYS[3], 0) == ARGV[5] then
  redis.call('LPOP', KEYS[3])
  redis.call('HSET', KEYS[2], ARGV[4], ARGV[6])
  redis.call('HDEL', KEYS[4], ARGV[4])
end
local following = redis.call('LINDEX', KEYS[3], 0)
if following then
  redis.call('XCLAIM', KEYS[1], ARGV[1], ARGV[2], 0, ARGV[3], 'JUSTID')
  return following
end
redis.call('XACK', KEYS[1], ARGV[1], ARGV[3])
redis.call('XDEL', KEYS[1], ARGV[3])
return ''
