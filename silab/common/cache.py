"""The cache on Redis, with one client a process: Django's makes a new one, all its commands named, at each use."""

from functools import cache

from django.core.cache.backends import redis


class Client(redis.RedisCacheClient):
    """Asks by a client that is kept."""

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self._kept = cache(lambda pool: self._client(connection_pool=pool))

    def get_client(self, key=None, *, write=False):
        """Return the client of the connections that this use goes by."""
        return self._kept(self._get_connection_pool(write))


class RedisCache(redis.RedisCache):
    """Django's cache on Redis with the kept client."""

    def __init__(self, server, params):
        super().__init__(server, params)
        self._class = Client
