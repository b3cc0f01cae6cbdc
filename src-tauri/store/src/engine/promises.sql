-- page_size counts only before the first table: small pages keep a durable sale
-- (some eighteen of them) within 32 KB of log, and cost a bulk load nothing.
PRAGMA page_size = 1024;
PRAGMA journal_mode = WAL;
PRAGMA synchronous = FULL;
PRAGMA foreign_keys = ON;
PRAGMA wal_autocheckpoint = 0;
PRAGMA trusted_schema = OFF;
PRAGMA cell_size_check = ON;
PRAGMA cache_size = -16000;
PRAGMA busy_timeout = 5000;
